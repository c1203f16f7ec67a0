package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.List;

/// The answer to a command. `ok: 1` is appended when it is written.
public sealed interface Reply {
    /// A document with the answer's own fields.
    record Fields(RawDocument document) implements Reply {}

    /// A batch of a cursor; its documents are copied into the message as they are.
    /// @param cursorId 0 when there is nothing more to get
    /// @param first whether this opens the cursor (`firstBatch`) or continues it (`nextBatch`)
    record Batch(String namespace, long cursorId, boolean first, List<RawDocument> documents) implements Reply {}
}
