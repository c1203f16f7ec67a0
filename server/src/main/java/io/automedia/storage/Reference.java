package io.automedia.storage;

/// A field that holds ids of documents elsewhere, and what becomes of it when such a document is deleted.
///
/// @param field such as `topics[].topicId`
/// @param collection where those documents are
public record Reference(String field, String collection, OnDelete onDelete) {
    /// What happens at the deletion of the document that is referred to.
    public enum OnDelete {
        /// The referring document is deleted, too.
        CASCADE("this is deleted, too"),
        /// It isn't deleted as long as something refers to it. Only accounts are referred to so, which the program
        /// never deletes so far.
        REFUSE("is not deleted while this is there"),
        /// The reference is taken out.
        NULL("the reference is taken out"),
        /// The reference stays: it tells of something that is gone.
        KEEP("the reference stays, and is known to lead nowhere");

        private final String words;

        OnDelete(String words) {
            this.words = words;
        }

        /// What happens, in words.
        String words() {
            return words;
        }
    }

    /// A reference that goes with its whole document.
    public static Reference cascading(String field, String collection) {
        return new Reference(field, collection, OnDelete.CASCADE);
    }

    /// A reference that keeps what it leads to from being deleted.
    public static Reference refusing(String field, String collection) {
        return new Reference(field, collection, OnDelete.REFUSE);
    }

    /// A reference that is taken out of its document.
    public static Reference clearing(String field, String collection) {
        return new Reference(field, collection, OnDelete.NULL);
    }

    /// A reference that stays, as in a record of what was done.
    public static Reference keeping(String field, String collection) {
        return new Reference(field, collection, OnDelete.KEEP);
    }
}
