package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.Hit;
import io.automedia.embeddedmongodb.planner.HitCursor;
import io.automedia.embeddedmongodb.planner.Query;
import io.automedia.embeddedmongodb.storage.Change;
import io.automedia.embeddedmongodb.storage.Snapshot;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import io.automedia.embeddedmongodb.storage.WriteFailure;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds documents and changes or deletes them. What was found in a snapshot is checked again under the document's
/// lock,
/// so that of two who want the same document only one gets it.
final class Modifier {
    private static final int DUPLICATE_KEY = 11000;
    private static final int UPSERT_ATTEMPTS = 100;

    private final Environment environment;

    Modifier(Environment environment) {
        this.environment = environment;
    }

    /// Updates the documents of a query and tells each change; with `one` only the first. Returns the document that was
    /// inserted when none matched, or null.
    @Nullable
    RawDocument update(
            Query query,
            QueryLanguage.Update update,
            QueryLanguage.@Nullable Validator validator,
            boolean one,
            boolean upsert,
            Consumer<Change> changes) {
        if (upsert) {
            update.checkUpsert();
        }
        for (int attempt = 1; ; attempt++) {
            if (updateMatching(query, update, validator, one, changes) || !upsert) {
                return null;
            }
            try {
                return insert(query.collection(), update.upsert(), validator);
            } catch (MongoError error) {
                // somebody else inserted the same key meanwhile: now there is one to update
                if (error.code() != DUPLICATE_KEY || attempt == UPSERT_ATTEMPTS || !isFoundNow(query, attempt)) {
                    throw error;
                }
            }
        }
    }

    private boolean isFoundNow(Query query, int attempt) {
        try (Snapshot snapshot = environment.store().snapshot();
                HitCursor cursor = environment.planner().find(query, snapshot)) {
            return cursor.next() != null || attempt == 1;
        }
    }

    private RawDocument insert(
            StoredCollection collection, RawDocument document, QueryLanguage.@Nullable Validator validator) {
        RawDocument complete = environment.objectIds().withId(document);
        if (validator != null) {
            validator.check(complete);
        }
        List<WriteFailure> failures = collection.writer().insert(List.of(complete), true);
        if (!failures.isEmpty()) {
            throw failures.getFirst().error();
        }
        return complete;
    }

    private boolean updateMatching(
            Query query,
            QueryLanguage.Update update,
            QueryLanguage.@Nullable Validator validator,
            boolean one,
            Consumer<Change> changes) {
        boolean any = false;
        boolean lostRace;
        do {
            lostRace = false;
            try (Snapshot snapshot = environment.store().snapshot();
                    HitCursor cursor = environment.planner().find(query, snapshot)) {
                for (Hit hit = cursor.next(); hit != null; hit = cursor.next()) {
                    Change change = query.collection()
                            .writer()
                            .update(hit.record(), before -> changed(before, query, update, validator));
                    if (change == null) {
                        lostRace = true;
                        continue;
                    }
                    changes.accept(change);
                    any = true;
                    if (one) {
                        return true;
                    }
                }
            }
        } while (one && lostRace);
        return any;
    }

    private @Nullable RawDocument changed(
            RawDocument before, Query query, QueryLanguage.Update update, QueryLanguage.@Nullable Validator validator) {
        if (!query.matcher().test(before)) {
            return null;
        }
        RawDocument after = update.apply(before);
        ObjectIds.refuseTooLarge(after);
        if (validator != null && !after.equals(before)) {
            check(validator, before, after, query.collection());
        }
        return after;
    }

    /// With the moderate level a document that was not valid before need not become so.
    private static void check(
            QueryLanguage.Validator validator, RawDocument before, RawDocument after, StoredCollection collection) {
        try {
            validator.check(after);
        } catch (MongoError invalid) {
            if (!Environment.isModerate(collection) || isValid(validator, before)) {
                throw invalid;
            }
        }
    }

    private static boolean isValid(QueryLanguage.Validator validator, RawDocument document) {
        try {
            validator.check(document);
            return true;
        } catch (MongoError invalid) {
            return false;
        }
    }

    /// Deletes the documents of a query and tells each; with `one` only the first.
    void delete(Query query, boolean one, Consumer<RawDocument> deleted) {
        boolean lostRace;
        do {
            lostRace = false;
            try (Snapshot snapshot = environment.store().snapshot();
                    HitCursor cursor = environment.planner().find(query, snapshot)) {
                for (Hit hit = cursor.next(); hit != null; hit = cursor.next()) {
                    RawDocument gone = query.collection().writer().delete(hit.record(), query.matcher());
                    if (gone == null) {
                        lostRace = true;
                        continue;
                    }
                    deleted.accept(gone);
                    if (one) {
                        return;
                    }
                }
            }
        } while (one && lostRace);
    }
}
