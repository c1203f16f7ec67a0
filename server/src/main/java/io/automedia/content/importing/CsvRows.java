package io.automedia.content.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows of comma-separated values after RFC 4180: quoted values may hold separators, quotes and line
/// breaks. Semicolons and tabs separate, too, when the first line uses them.
final class CsvRows {
    private static final int LONGEST_ROW = Lines.LONGEST;

    private final Lines lines;
    private char separator;

    /// A row, or why there is none; `values` is empty then.
    record Row(long line, List<String> values, @Nullable String problem) {}

    CsvRows(Lines lines) {
        this.lines = lines;
    }

    /// The next row that is not empty; null at the end.
    @Nullable
    Row next() throws IOException {
        Line line = lines.next();
        while (line instanceof Line.Bytes(long number, byte[] bytes, int length) && isBlank(bytes, length)) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        return row(line);
    }

    private static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private Row row(Line first) throws IOException {
        Assembly row = new Assembly(first.number());
        Line line = first;
        while (true) {
            String problem = problem(line, row);
            if (problem != null) {
                return new Row(row.line, List.of(), problem);
            }
            if (!row.isOpen()) {
                return new Row(row.line, row.finished(), null);
            }
            line = lines.next();
            if (line == null) {
                return new Row(row.line, List.of(), "A quoted value is not closed before the end of the file.");
            }
        }
    }

    private @Nullable String problem(Line line, Assembly row) {
        return switch (line) {
            case Line.TooLong ignored -> "The line is longer than " + Lines.LONGEST / 1024 / 1024 + " MB.";
            case Line.Broken(long number, String reason) -> reason;
            case Line.Bytes(long number, byte[] bytes, int length) -> {
                try {
                    String text = Utf8.decode(bytes, length);
                    if (separator == 0) {
                        separator = separatorOf(text);
                    }
                    row.add(text);
                    yield row.size > LONGEST_ROW ? "The row is longer than 16 MB." : null;
                } catch (UnreadableEntry unreadable) {
                    yield unreadable.reason();
                }
            }
        };
    }

    private static char separatorOf(String header) {
        char best = ',';
        long most = -1;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private final class Assembly {
        private final long line;
        private final List<String> values = new ArrayList<>();
        private final StringBuilder value = new StringBuilder();
        private boolean quoted;
        private long size;

        Assembly(long line) {
            this.line = line;
        }

        boolean isOpen() {
            return quoted;
        }

        void add(String text) {
            if (quoted) {
                value.append('\n');
            }
            size += text.length();
            int end = text.endsWith("\r") ? text.length() - 1 : text.length();
            for (int i = 0; i < end; i++) {
                char c = text.charAt(i);
                if (quoted && c == '"' && i + 1 < end && text.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else if (c == '"' && (quoted || value.isEmpty())) {
                    quoted = !quoted;
                } else if (c == separator && !quoted) {
                    values.add(value.toString());
                    value.setLength(0);
                } else {
                    value.append(c);
                }
            }
            if (quoted && end < text.length()) {
                value.append('\r');
            }
        }

        List<String> finished() {
            values.add(value.toString());
            return values;
        }
    }
}
