package io.automedia.shared;

import org.bson.types.ObjectId;

/// Reads ids that come from outside.
public final class Ids {
    private Ids() {}

    /// The ObjectId in 24 hexadecimal digits.
    ///
    /// @throws ProblemException (`Invalid`) when the text is something else
    public static ObjectId objectId(String hex) {
        return objectId("id", hex);
    }

    /// The same of a parameter that is not called `id`.
    public static ObjectId objectId(String field, String hex) {
        if (!ObjectId.isValid(hex)) {
            throw Problem.invalid(field, "must be 24 hexadecimal digits").exception();
        }
        return new ObjectId(hex);
    }
}
