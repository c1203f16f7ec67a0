package io.automedia.content.importing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// A file that is one JSON array of posts. Where its syntax breaks, nothing after can be read: that is one
/// entry.
final class JsonArray implements EntrySource {
    private final JsonParser parser;
    private long place;
    private boolean ended;

    JsonArray(InputStream input, JsonMapper mapper) {
        this.parser = mapper.createParser(input);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (place == 0) {
                parser.nextToken();
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                return afterTheList();
            }
            place++;
            if (token == null) {
                return broken("The file ends before its list does.");
            }
            return new Entry.Found(place, JsonPosts.post(parser.readValueAsTree()));
        } catch (UnreadableEntry unreadable) {
            return new Entry.Refused(place, unreadable.reason());
        } catch (JacksonIOException failure) {
            return unreadable(failure);
        } catch (JacksonException notJson) {
            place = Math.max(place, 1);
            return broken("The list is not valid JSON from here on.");
        }
    }

    private @Nullable Entry afterTheList() {
        ended = true;
        place++;
        return parser.nextToken() == null ? null : broken("What follows after the end of the list is not read.");
    }

    private Entry unreadable(JacksonIOException failure) throws IOException {
        IOException cause = failure.getCause();
        if (cause instanceof EOFException || cause instanceof ZipException) {
            return broken("The compressed data is cut off or damaged from here on.");
        }
        throw cause;
    }

    private Entry broken(String reason) {
        ended = true;
        return new Entry.Refused(Math.max(place, 1), reason);
    }

    @Override
    public void close() {
        parser.close();
    }
}
