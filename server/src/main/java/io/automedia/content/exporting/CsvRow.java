package io.automedia.content.exporting;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A post as a row of comma-separated values: what a table shows well in columns of its own, the rest as JSON in a
/// cell. A spreadsheet program takes no cell for a formula: an apostrophe stands before what could be one. The last
/// column tells an import that the row is ours, and what apostrophes and JSON mean in it.
final class CsvRow {
    private static final List<String> PATHS = List.of(
            "platform",
            "platformId",
            "type",
            "content.text",
            "author.id",
            "author.username",
            "author.displayName",
            "author.avatar",
            "author.verified",
            "author.followersCount",
            "author.followingCount",
            "author.bio",
            "publishedAt",
            "metadata.engagement.likes",
            "metadata.engagement.retweets",
            "metadata.engagement.replies",
            "metadata.engagement.views",
            "metadata.engagement",
            "metadata.sentiment.label",
            "metadata.sentiment.score",
            "metadata.language",
            "metadata.location",
            "metadata.source",
            "content.media",
            "content.links",
            "content.mentions",
            "content.hashtags",
            "tags",
            "aiGenerated",
            "collectedAt",
            "processedAt",
            "expiresAt",
            "isArchived",
            "moderationStatus",
            "moderationNotes");

    static final String HEADER = String.join(",", PATHS) + ",automedia\r\n";

    private static final String FORMAT = ",1\r\n";
    private static final String OF_FORMULAS = "=+-@\t\r\n'＝＋－＠";

    private CsvRow() {}

    static String of(ObjectNode post) {
        return PATHS.stream()
                        .map(path -> cell(post.at("/" + path.replace('.', '/'))))
                        .collect(Collectors.joining(","))
                + FORMAT;
    }

    private static String cell(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> "";
            case NUMBER, BOOLEAN -> value.asString();
            case STRING -> quoted(safe(value.stringValue()));
            case OBJECT, ARRAY, BINARY, POJO -> quoted(safe(value.toString()));
        };
    }

    private static String safe(String text) {
        return !text.isEmpty() && OF_FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == ';' || c == '\t' || c == '"' || c < ' ')
                && text.equals(text.strip());
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
