package io.automedia.storage;

import org.bson.Document;

/// Something that the server has otherwise than the descriptions say.
public sealed interface Difference {
    /// The collection that it is about.
    String collection();

    /// What is different, in a few words.
    String words();

    /// A collection that isn't there.
    record MissingCollection(String collection) implements Difference {
        @Override
        public String words() {
            return "the collection is missing";
        }
    }

    /// An index that isn't there.
    record MissingIndex(String collection, IndexDefinition index) implements Difference {
        @Override
        public String words() {
            return "the index " + index.name() + " is missing";
        }
    }

    /// An index that has other keys or options.
    record ChangedIndex(String collection, IndexDefinition index) implements Difference {
        @Override
        public String words() {
            return "the index " + index.name() + " is not as described";
        }
    }

    /// An index that nobody described.
    record ExtraIndex(String collection, String name, Document keys) implements Difference {
        @Override
        public String words() {
            return "the index " + name + " " + keys.toJson() + " is not described";
        }
    }

    /// A validator that is missing or says something else.
    record ChangedValidator(String collection) implements Difference {
        @Override
        public String words() {
            return "the validator is not as described";
        }
    }
}
