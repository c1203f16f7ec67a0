package io.automedia.content.importing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rows of an export of ours: columns are paths of a post, some cells hold JSON, and an apostrophe stands before what a
/// spreadsheet program could take for a formula.
final class OwnRows {
    /// The column that tells that a file is ours.
    static final String MARK = "automedia";

    private static final String MASKED = "=+-@\t\r\n'＝＋－＠";
    private static final Set<String> JSON = Set.of(
            "metadata.engagement",
            "metadata.location",
            "metadata.source",
            "content.media",
            "content.links",
            "content.mentions",
            "content.hashtags",
            "tags",
            "author.verified",
            "author.followersCount",
            "author.followingCount",
            "metadata.engagement.likes",
            "metadata.engagement.retweets",
            "metadata.engagement.replies",
            "metadata.engagement.views",
            "metadata.sentiment.score",
            "aiGenerated",
            "isArchived");

    private OwnRows() {}

    static JsonNode post(List<String> columns, List<String> values, JsonMapper mapper) throws UnreadableEntry {
        if (values.size() > columns.size()) {
            throw new UnreadableEntry("The row has more values than there are columns.");
        }
        // an object comes before its fields, which may then change it
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty() && !columns.get(i).equals(MARK)) {
                cells.put(columns.get(i), unmasked(values.get(i)));
            }
        }
        ObjectNode post = mapper.createObjectNode();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            put(post, cell.getKey(), value(cell.getKey(), cell.getValue(), mapper));
        }
        return post;
    }

    private static String unmasked(String cell) {
        boolean masked = cell.length() > 1 && cell.charAt(0) == '\'' && MASKED.indexOf(cell.charAt(1)) >= 0;
        return masked ? cell.substring(1) : cell;
    }

    private static JsonNode value(String column, String cell, JsonMapper mapper) throws UnreadableEntry {
        if (!JSON.contains(column)) {
            return mapper.getNodeFactory().stringNode(cell);
        }
        try {
            return mapper.readTree(cell);
        } catch (JacksonException notJson) {
            throw new UnreadableEntry("The column " + column + " doesn't hold what an export writes there.");
        }
    }

    private static void put(ObjectNode post, String path, JsonNode value) throws UnreadableEntry {
        ObjectNode object = post;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode inner = object.get(names[i]);
            if (inner == null) {
                inner = object.putObject(names[i]);
            }
            if (!(inner instanceof ObjectNode next)) {
                throw new UnreadableEntry("The column " + path + " has no place.");
            }
            object = next;
        }
        object.set(names[names.length - 1], value);
    }
}
