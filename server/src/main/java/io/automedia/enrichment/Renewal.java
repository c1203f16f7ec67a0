package io.automedia.enrichment;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How far the posts have come that an older enrichment understood: the one document of `enrichmentRenewals`.
///
/// @param version the enrichment that they are to be understood with
/// @param after the last post that was looked at; null at the start of a round
/// @param looked how many posts were looked at in this round
/// @param outdated how many of them were outdated
/// @param renewed how many were outdated in all rounds
/// @param finishedAt when a round found none any more
record Renewal(
        @BsonId String id,
        int version,
        @Nullable ObjectId after,
        long looked,
        long outdated,
        long renewed,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    static final String ID = "renewal";

    static Renewal begin(int version, Instant now) {
        return new Renewal(ID, version, null, 0, 0, 0, now, null);
    }

    /// After some more posts.
    Renewal plus(@Nullable ObjectId last, int more, int found) {
        return new Renewal(
                id,
                version,
                last == null ? after : last,
                looked + more,
                outdated + found,
                renewed + found,
                startedAt,
                null);
    }

    /// From the first post again: a node that was not upgraded yet may have understood posts behind this walk.
    Renewal again() {
        return new Renewal(id, version, null, 0, 0, renewed, startedAt, null);
    }

    Renewal finished(Instant now) {
        return new Renewal(id, version, after, looked, outdated, renewed, startedAt, now);
    }
}
