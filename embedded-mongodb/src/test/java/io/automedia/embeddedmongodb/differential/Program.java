package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/// Commands that are sent one after the other. As a text there is one command a line, in the notation of the shell,
/// which keeps the types of numbers.
record Program(List<BsonDocument> commands) {
    private static final JsonWriterSettings SHELL =
            JsonWriterSettings.builder().outputMode(JsonMode.SHELL).build();

    Program {
        commands = List.copyOf(commands);
    }

    static String json(BsonDocument document) {
        return document.toJson(SHELL);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        commands.forEach(command -> text.append(json(command)).append('\n'));
        return text.toString();
    }

    static Program parse(String text) {
        return new Program(text.lines()
                .filter(line -> line.startsWith("{"))
                .map(BsonDocument::parse)
                .toList());
    }

    BsonDocument last() {
        return commands.getLast();
    }

    Program until(int position) {
        return new Program(commands.subList(0, position + 1));
    }

    Program without(int position) {
        List<BsonDocument> rest = new ArrayList<>(commands);
        rest.remove(position);
        return new Program(rest);
    }

    Program with(int position, BsonDocument command) {
        List<BsonDocument> changed = new ArrayList<>(commands);
        changed.set(position, command);
        return new Program(changed);
    }
}
