package io.automedia.content.importing;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file with one JSON object a line. Empty lines are not counted.
final class JsonLines implements EntrySource {
    private final InputStream input;
    private final Lines lines;
    private final JsonMapper mapper;

    JsonLines(InputStream input, JsonMapper mapper) {
        this.input = input;
        this.lines = new Lines(input);
        this.mapper = mapper;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            Entry entry = switch (line) {
                case Line.Bytes(long number, byte[] bytes, int length) -> entry(number, bytes, length);
                case Line.TooLong(long number) ->
                    new Entry.Refused(number, "The line is longer than " + Lines.LONGEST / 1024 / 1024 + " MB.");
                case Line.Broken(long number, String reason) -> new Entry.Refused(number, reason);
            };
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable Entry entry(long number, byte[] bytes, int length) {
        try {
            String text = Utf8.decode(bytes, length);
            return text.isBlank() ? null : new Entry.Found(number, JsonPosts.post(parse(text)));
        } catch (UnreadableEntry unreadable) {
            return new Entry.Refused(number, unreadable.reason());
        }
    }

    private JsonNode parse(String text) throws UnreadableEntry {
        try {
            return mapper.readTree(text);
        } catch (JacksonException notJson) {
            throw new UnreadableEntry(JsonProblems.sentence(notJson));
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
