package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.RawDocument;
import java.util.List;
import java.util.Map;

/// One command as it came: its name (the body's first field), the database, the raw body, and the documents of
/// kind-1 sections by their identifier (`documents`, `updates`, `deletes`, …). All raw documents are validated:
/// well-formed, at most 100 levels deep.
public record Command(
        String name, String database, RawDocument body, Map<String, List<RawDocument>> sequences, long connectionId) {
    public Command {
        sequences = Map.copyOf(sequences);
    }
}
