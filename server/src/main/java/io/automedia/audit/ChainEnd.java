package io.automedia.audit;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// One end of the chain, signed: a document of `auditChain`.
///
/// @param id [#HEAD] or [#START]
/// @param seq the place of an entry: the last one, or the last that was removed since it was kept long enough
/// @param hash of that entry
/// @param key by which it is sealed
record ChainEnd(@BsonId String id, long seq, String hash, ObjectId key, String seal) {
    static final String HEAD = "head";
    static final String START = "start";

    /// What the first entry follows.
    static final String NOTHING = "0".repeat(64);
}
