package io.automedia.shared;

import org.bson.types.ObjectId;

/// The id of a person who has an account.
public record UserId(ObjectId value) {
    /// Reads the 24 hexadecimal digits that [#toString()] writes.
    ///
    /// @throws ProblemException (`Invalid`) when they are something else
    public static UserId of(String hex) {
        return new UserId(Ids.objectId(hex));
    }

    @Override
    public String toString() {
        return value.toHexString();
    }
}
