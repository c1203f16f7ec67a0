package io.automedia.storage;

import java.util.List;
import java.util.stream.Collectors;

/// The descriptions in plain text, for a terminal.
public final class SchemaText {
    private SchemaText() {}

    /// One collection.
    public static String of(CollectionSchema schema) {
        StringBuilder text = new StringBuilder(schema.name());
        if (!schema.purpose().isEmpty()) {
            text.append(": ").append(schema.purpose());
        }
        text.append('\n');
        int width = SchemaLines.fields(schema).stream()
                .mapToInt(line -> line.path().length())
                .max()
                .orElse(0);
        for (SchemaLines.FieldLine line : SchemaLines.fields(schema)) {
            text.append("  ")
                    .append(line.path())
                    .append(" ".repeat(width - line.path().length() + 2))
                    .append(line.words())
                    .append('\n');
        }
        for (IndexDefinition index : schema.allIndexes()) {
            text.append("  index ")
                    .append(index.name())
                    .append(' ')
                    .append(SchemaLines.keys(index))
                    .append(options(SchemaLines.options(index)))
                    .append(": ")
                    .append(index.reason())
                    .append('\n');
        }
        return text.toString();
    }

    private static String options(List<String> options) {
        return options.stream().map(option -> " " + option).collect(Collectors.joining());
    }
}
