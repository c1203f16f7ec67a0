package io.automedia.content.importing;

import io.automedia.content.IncomingPost;
import io.automedia.content.PostReader;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads what an import of JSON lines reads.
@Component
final class JsonPostReader implements PostReader {
    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public Optional<IncomingPost> read(byte[] line) {
        try {
            return Optional.of(JsonPosts.post(mapper.readTree(Utf8.decode(line, line.length))));
        } catch (UnreadableEntry | JacksonException noPost) {
            return Optional.empty();
        }
    }
}
