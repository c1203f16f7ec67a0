package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.planner.QueryPlanner;
import io.automedia.embeddedmongodb.storage.Store;
import io.automedia.embeddedmongodb.storage.StoredCollection;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What all commands share.
record Environment(
        Store store, QueryPlanner planner, QueryLanguage language, Cursors cursors, ObjectIds objectIds, Clock clock) {

    /// The check that a collection's options demand of written documents, or null for none.
    QueryLanguage.@Nullable Validator validator(StoredCollection collection, Arguments arguments) {
        RawDocument options = collection.options();
        RawValue validator = options.get("validator");
        boolean none = validator == null
                || validator.asDocument().isEmpty()
                || is(options, "validationLevel", "off")
                || is(options, "validationAction", "warn")
                || arguments.flag("bypassDocumentValidation", false);
        return none || validator == null ? null : language.validator(validator.asDocument());
    }

    /// Whether documents that already were invalid may stay so.
    static boolean isModerate(StoredCollection collection) {
        return is(collection.options(), "validationLevel", "moderate");
    }

    private static boolean is(RawDocument options, String name, String expected) {
        RawValue value = options.get(name);
        return value != null && expected.equals(value.toObject());
    }
}
