package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the commands need of MongoDB's language. Everything compiled may be used by several threads and refuses with
/// MongoDB's errors when it is compiled or applied.
interface QueryLanguage {
    /// Compiles a filter.
    /// @param variables the command's `let`
    Predicate<RawDocument> filter(RawDocument filter, RawDocument variables);

    /// Compiles a projection.
    /// @param filter the query's filter, for `$` in the projection
    UnaryOperator<RawDocument> projection(RawDocument projection, RawDocument filter, RawDocument variables);

    /// Compiles an update.
    /// @param update operators, a replacement, or the array of a pipeline
    Update update(RawValue update, @Nullable RawValue arrayFilters, RawDocument filter, RawDocument variables);

    /// A compiled validator of a collection; throws DocumentValidationFailure with details.
    Validator validator(RawDocument validator);

    /// The rest of a pipeline over documents that storage has found.
    Iterator<RawDocument> pipeline(
            List<RawDocument> stages, Iterator<RawDocument> input, Collections collections, RawDocument variables);

    /// A compiled update.
    interface Update {
        /// The changed document; equal to the given one when nothing changes.
        RawDocument apply(RawDocument document);

        /// Throws when the filter is one that no upsert may have.
        void checkUpsert();

        /// The document to insert when none matched, with an `_id`.
        RawDocument upsert();
    }

    /// A compiled validator.
    interface Validator {
        void check(RawDocument document);
    }

    /// Other collections of the same database, for stages that read or write them.
    interface Collections {
        Iterator<RawDocument> find(String collection, RawDocument filter);
    }
}
