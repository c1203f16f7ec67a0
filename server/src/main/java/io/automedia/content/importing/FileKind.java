package io.automedia.content.importing;

import java.util.List;

/// Tells from its beginning what a file is.
final class FileKind {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private FileKind() {}

    /// One of json (one list), csv and jsonl.
    ///
    /// @param start the first bytes, one character each
    static String of(String start) {
        String text = start.startsWith(BYTE_ORDER_MARK) ? start.substring(BYTE_ORDER_MARK.length()) : start;
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return "jsonl";
        }
        String first = lines.getFirst();
        if (first.startsWith("[")) {
            // a list that is closed in its line and followed by more is a line of its own
            return first.endsWith("]") && lines.size() > 1 ? "jsonl" : "json";
        }
        boolean hasObjects = lines.stream().anyMatch(line -> line.startsWith("{"));
        boolean hasColumns = first.indexOf(',') >= 0 || first.indexOf(';') >= 0 || text.indexOf('\t') >= 0;
        return !hasObjects && hasColumns ? "csv" : "jsonl";
    }
}
