package io.automedia.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;

/// The document that says what the collections are, as its author wrote it. It is not part of the project: the system
/// property `automedia.test.design` says where it is.
record Design(String text) {
    static final Path FILE = Path.of(System.getProperty("automedia.test.design", "absent"));

    private static final Pattern SECTION = Pattern.compile("(?ms)^### \\d+\\. (\\w+)\\n(.*?)(?=^### \\d|^## |\\z)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```javascript\\n(.*?)```");
    private static final Pattern COMMENT = Pattern.compile("(?m)\\s+// .*$");
    private static final Pattern STRAY_QUOTE = Pattern.compile("(?m)^(\\s*\\w+)\":");
    private static final Pattern CHOICE = Pattern.compile("(?m)^(\\s*\\w+: )\"(\\w+)\"(,?)\\s+// (\\w+(?:, \\w+)+)$");
    private static final Pattern INDEX = Pattern.compile("(?m)^- `\\{(.*?)}`( - Unique)?$");
    private static final Pattern KEY = Pattern.compile("\"?([\\w.]+)\"?: (-?1)");

    static Design read() {
        try {
            return new Design(Files.readString(FILE));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The names of its collections.
    static List<String> collections() {
        return List.of("users", "platforms", "content", "topics", "agents", "generations", "collections", "sessions");
    }

    private String section(String collection) {
        Matcher sections = SECTION.matcher(text);
        while (sections.find()) {
            if (sections.group(1).equals(collection)) {
                return sections.group(2);
            }
        }
        throw new AssertionError("The design has no " + collection);
    }

    private String example(String collection) {
        Matcher example = EXAMPLE.matcher(section(collection));
        if (!example.find()) {
            throw new AssertionError("The design has no example of " + collection);
        }
        return example.group(1);
    }

    private static Document parse(String example) {
        return Document.parse(
                STRAY_QUOTE.matcher(COMMENT.matcher(example).replaceAll("")).replaceAll("$1:"));
    }

    /// The example as it stands.
    Document document(String collection) {
        return parse(example(collection));
    }

    /// The example with each of the values that its comments list.
    List<Document> variants(String collection) {
        String example = example(collection);
        List<Document> variants = new ArrayList<>();
        Matcher choices = CHOICE.matcher(example);
        while (choices.find()) {
            List<String> values = List.of(choices.group(4).split(", "));
            if (values.contains(choices.group(2))) {
                for (String value : values) {
                    String line = choices.group(1) + '"' + value + '"' + choices.group(3);
                    variants.add(
                            parse(example.substring(0, choices.start()) + line + example.substring(choices.end())));
                }
            }
        }
        return variants;
    }

    /// Its indexes, such as `userId:1 type:1 unique`.
    List<String> indexes(String collection) {
        return INDEX.matcher(section(collection))
                .results()
                .map(index -> Stream.concat(
                                KEY.matcher(index.group(1)).results().map(key -> key.group(1) + ":" + key.group(2)),
                                Stream.ofNullable(index.group(2)).map(unique -> "unique"))
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow())
                .toList();
    }
}
