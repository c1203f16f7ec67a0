package io.automedia.content.importing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells from its beginning what a file is.
final class FileKind {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /// How files begin that are something else.
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("%PDF", "a PDF"),
            Map.entry("\u0089PNG", "a picture"),
            Map.entry("\u00ff\u00d8\u00ff", "a picture"),
            Map.entry("GIF8", "a picture"),
            Map.entry("RIFF", "a picture, sound or film"),
            Map.entry("Rar!", "an archive of a kind that isn't read (use zip or gzip)"),
            Map.entry("7z\u00bc\u00af", "an archive of a kind that isn't read (use zip or gzip)"),
            Map.entry("\u00fd7zXZ", "an archive of a kind that isn't read (use zip or gzip)"),
            Map.entry("BZh", "an archive of a kind that isn't read (use zip or gzip)"),
            Map.entry("(\u00b5/\u00fd", "an archive of a kind that isn't read (use zip or gzip)"),
            Map.entry("\u00d0\u00cf\u0011\u00e0", "a document of an office program (save the table as CSV)"),
            Map.entry("SQLite format", "a database"),
            Map.entry("\u00ff\u00fe", "a text in UTF-16 (save it as UTF-8)"),
            Map.entry("\u00fe\u00ff", "a text in UTF-16 (save it as UTF-8)"),
            Map.entry("<", "XML or HTML"));

    private FileKind() {}

    static boolean isZip(String start) {
        return start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006");
    }

    /// Why a file holds no posts, as a sentence; null when it may hold some.
    ///
    /// @param start its first bytes, one character each
    /// @param lookedAt how many there are at most: a shorter one is the whole file
    static @Nullable String problem(String start, int lookedAt) {
        if (isZip(start)) {
            return "It is an archive in an archive: unpack it first.";
        }
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (start.startsWith(other.getKey())) {
                return "It is " + other.getValue() + ", not a file of posts (JSONL, JSON or CSV).";
            }
        }
        boolean isWhole = start.length() < lookedAt;
        boolean mayHoldPosts =
                start.isBlank() || start.indexOf('{') >= 0 || !of(start).equals("jsonl") || !isWhole;
        return mayHoldPosts ? null : "It holds neither JSON objects nor columns with names.";
    }

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
