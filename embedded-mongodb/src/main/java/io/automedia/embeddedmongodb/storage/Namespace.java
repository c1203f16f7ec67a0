package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;

/// The full name of a collection.
public record Namespace(String database, String collection) implements Comparable<Namespace> {

    /// Checks the names as MongoDB does; throws InvalidNamespace.
    public static Namespace of(String database, String collection) {
        boolean bad = database.isEmpty()
                || database.length() > 63
                || database.chars().anyMatch(c -> "/\\. \"$\0".indexOf(c) >= 0)
                || collection.isEmpty()
                || collection.startsWith(".")
                || collection.indexOf('\0') >= 0
                || collection.indexOf('$') >= 0
                || database.length() + collection.length() > 254;
        if (bad) {
            throw new MongoError(
                    ErrorCode.INVALID_NAMESPACE, "Invalid namespace specified '" + database + "." + collection + "'");
        }
        return new Namespace(database, collection);
    }

    @Override
    public int compareTo(Namespace other) {
        int order = database.compareTo(other.database);
        return order != 0 ? order : collection.compareTo(other.collection);
    }

    @Override
    public String toString() {
        return database + "." + collection;
    }
}
