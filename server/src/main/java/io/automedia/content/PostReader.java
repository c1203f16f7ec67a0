package io.automedia.content;

import java.util.Optional;

/// Reads posts that were written as JSON in the shape of the schema, as our export and the corpora have them.
public interface PostReader {
    /// The post in one line of JSON; empty when it is none.
    ///
    /// @param line UTF-8
    Optional<IncomingPost> read(byte[] line);
}
