package io.automedia.content;

import com.mongodb.client.model.Updates;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Writes what a person changes about a post: into his item, and into the post where it mirrors his item.
@Component
final class Edits {
    private static final int LONGEST_NOTE = 4_000;

    private final ContentRepository content;
    private final LibraryRepository library;

    Edits(ContentRepository content, LibraryRepository library) {
        this.content = content;
        this.library = library;
    }

    void change(LibraryItem item, ContentChange change, OptionalLong ifMatch) {
        List<Bson> sets = checkedSets(change);
        Etag.require(ifMatch, item.version());
        if (sets.isEmpty()) {
            return;
        }
        List<Bson> ofItem = new ArrayList<>(sets);
        if (change.tags() != null && Tags.clean(change.tags()).isEmpty()) {
            ofItem.set(0, Updates.unset("tags"));
        }
        if (library.change(item.id(), ifMatch, Updates.combine(ofItem)) == null) {
            throw Etag.stale().exception();
        }
        Content post = content.byId(item.contentId());
        if (post != null && item.userId().equals(post.source())) {
            content.changeAnyway(item.contentId(), Updates.combine(sets));
        }
    }

    private static List<Bson> checkedSets(ContentChange change) {
        Faults faults = new Faults();
        List<Bson> sets = sets(change, faults);
        faults.raise();
        return sets;
    }

    private static List<Bson> sets(ContentChange change, Faults faults) {
        List<Bson> sets = new ArrayList<>();
        List<String> tags = change.tags();
        if (tags != null) {
            Tags.check(tags, faults);
            sets.add(Updates.set("tags", Tags.clean(tags)));
        }
        if (change.moderationStatus() != null) {
            sets.add(Updates.set("moderationStatus", change.moderationStatus()));
        }
        String notes = change.moderationNotes();
        if (notes != null) {
            sets.add(Updates.set("moderationNotes", faults.tried(() -> notes(notes))));
        }
        if (change.isArchived() != null) {
            sets.add(Updates.set("isArchived", change.isArchived()));
        }
        return sets;
    }

    private static String notes(String given) {
        String clean = Cleaning.text(given);
        if (clean.length() > LONGEST_NOTE) {
            throw Problem.invalid("moderationNotes", "must not be longer than " + LONGEST_NOTE + " characters")
                    .exception();
        }
        return clean;
    }
}
