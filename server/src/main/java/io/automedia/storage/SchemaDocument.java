package io.automedia.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The descriptions as `docs/schema.md`.
public final class SchemaDocument {
    /// The collections of the document that AutoMedia is built after, in its order.
    private static final List<String> GIVEN =
            List.of("users", "platforms", "content", "topics", "agents", "generations", "collections", "sessions");

    private static final String BEGINNING = """
            # What is kept, and where

            Written by `./automedia schema docs` from the descriptions in the code (a `CollectionSchema` for each collection), and compared
            with them by a test: change those, not this page.

            The collections of the design come first, then those that the program adds. **ours** marks what is not in the design.

            - Everything that is written is checked against these descriptions in Java before it is sent, and again by validators
              (`$jsonSchema`, level `moderate`) of servers that have them. Other fields than these are refused, except where it says
              "with whatever fields". Numbers may be of any numeric type.
            - A document that breaks its description, since another program wrote it or the description has changed, is still read, listed and
              changed. `./automedia schema diff --documents` lists such documents with what is wrong.
            - A field that is not required may be absent or null. Every document may have `__v`, the version that Mongoose and `ETag` show.
            - A new document gets the defaults that it doesn't say, also in the elements of its lists; a default `{}` is filled with the
              defaults in it, and "the moment" is that of the insertion. Where there is `updatedAt` every change moves it, but for those
              that are none of the thing itself: counters, leases, and announcements that are taken out. Nothing changes `createdAt`.
            - Nothing deletes an account yet. Where it says that a user "is not deleted while this is there", whatever deletes accounts has to
              remove this first.
            - `./automedia schema diff` compares a server with this page, and `./automedia schema apply` makes the server like it.
            """;

    private final StringBuilder text = new StringBuilder(BEGINNING);

    private SchemaDocument() {}

    /// The whole page.
    public static String of(List<CollectionSchema> schemas) {
        SchemaDocument document = new SchemaDocument();
        List<CollectionSchema> left = new ArrayList<>(schemas);
        for (String name : GIVEN) {
            schemas.stream().filter(schema -> schema.name().equals(name)).forEach(schema -> {
                document.add(schema, false);
                left.remove(schema);
            });
        }
        left.forEach(schema -> document.add(schema, true));
        return document.text.toString();
    }

    private void add(CollectionSchema schema, boolean isOurs) {
        text.append("\n## ")
                .append(schema.name())
                .append(isOurs ? " (ours)" : "")
                .append('\n');
        if (!schema.purpose().isEmpty()) {
            text.append(capitalised(schema.purpose())).append(".\n");
        }
        if (!schema.encryptedFields().isEmpty()) {
            text.append("\nEncrypted by the program: ")
                    .append(schema.encryptedFields().stream()
                            .map(field -> "`" + field.path() + "`")
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        addFields(schema);
        addIndexes(schema);
        addReferences(schema);
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
    }

    private void addFields(CollectionSchema schema) {
        text.append("\n| field | what it is | |\n|---|---|---|\n");
        for (SchemaLines.FieldLine line : SchemaLines.fields(schema)) {
            row("`" + line.path() + "`", line.words(), ours(schema, line.path()));
        }
    }

    private static String ours(CollectionSchema schema, String name) {
        boolean isOurs = schema.additions().stream()
                .anyMatch(added -> name.equals(added) || name.startsWith(added + ".") || name.startsWith(added + "[]"));
        return isOurs ? "**ours**" : "";
    }

    private void addIndexes(CollectionSchema schema) {
        List<IndexDefinition> indexes = schema.allIndexes();
        if (indexes.isEmpty()) {
            return;
        }
        text.append("\n| index | keys | for | |\n|---|---|---|---|\n");
        for (IndexDefinition index : indexes) {
            List<String> options = SchemaLines.options(index);
            row(
                    "`" + index.name() + "`",
                    "`" + SchemaLines.keys(index) + "`" + (options.isEmpty() ? "" : " " + String.join(", ", options)),
                    index.reason(),
                    ours(schema, index.name()));
        }
    }

    private void addReferences(CollectionSchema schema) {
        if (schema.references().isEmpty()) {
            return;
        }
        text.append("\n| refers to | by | when that is deleted |\n|---|---|---|\n");
        for (Reference reference : schema.references()) {
            row(
                    reference.collection(),
                    "`" + reference.field() + "`",
                    reference.onDelete().words());
        }
    }

    private void row(String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }
}
