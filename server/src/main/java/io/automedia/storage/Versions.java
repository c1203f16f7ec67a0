package io.automedia.storage;

import com.mongodb.client.model.Filters;
import java.util.Arrays;
import org.bson.conversions.Bson;

/// Finds documents in the version that was read. Other programs write documents without `__v` at any time:
/// such a one is read as version 0, and its first change gives it one.
public final class Versions {
    private static final String FIELD = "__v";

    private Versions() {}

    /// Whether a document still has the version that was read.
    public static Bson is(long version) {
        return version == 0 ? Filters.in(FIELD, Arrays.asList(0L, null)) : Filters.eq(FIELD, version);
    }
}
