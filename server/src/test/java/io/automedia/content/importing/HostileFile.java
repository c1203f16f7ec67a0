package io.automedia.content.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Writes a file with everything that can be wrong with one, and knows what an import must say of it.
final class HostileFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<Long, String> reasons = new TreeMap<>();
    private final String owner;
    private long line;
    private int created;
    private int updated;
    private int unchanged;

    HostileFile(String owner) {
        this.owner = owner;
    }

    private void line(byte[] content) {
        bytes.writeBytes(content);
        bytes.write('\n');
        line++;
    }

    private void post(String id, String fields) {
        line(("{\"platform\":\"twitter\",\"platformId\":\"" + owner + id + "\"" + fields + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    HostileFile good(String id, String fields) {
        post(id, fields);
        created++;
        return this;
    }

    HostileFile change(String id, String fields) {
        post(id, fields);
        updated++;
        return this;
    }

    HostileFile repeat(String id, String fields) {
        post(id, fields);
        unchanged++;
        return this;
    }

    HostileFile bad(String id, String fields, String reason) {
        post(id, fields);
        reasons.put(line, reason);
        return this;
    }

    HostileFile badLine(byte[] content, String reason) {
        line(content);
        reasons.put(line, reason);
        return this;
    }

    HostileFile emptyLine() {
        line(new byte[0]);
        return this;
    }

    static String text(int length) {
        return ",\"content\":{\"text\":\"" + "x".repeat(length) + "\"}";
    }

    /// A file with all of it.
    static HostileFile withEverything(String owner) {
        byte[] invalid = ("{\"platform\":\"twitter\",\"platformId\":\"" + owner + "u\",\"content\":{\"text\":\"A~\"}}")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < invalid.length; i++) {
            invalid[i] = invalid[i] == '~' ? (byte) 0xC3 : invalid[i];
        }
        byte[] huge = new byte[50 * 1024 * 1024];
        java.util.Arrays.fill(huge, (byte) 'x');
        return new HostileFile(owner)
                .good("1", text(10))
                .good("300k", text(300_000))
                .repeat("1", text(10))
                .change("1", text(11))
                .emptyLine()
                .bad("2", ",\"author\":\"bob\"", "The field author is not an object.")
                .bad("3", ",\"publishedAt\":1705311000", "The field publishedAt is not text.")
                .bad(
                        "4",
                        ",\"publishedAt\":\"yesterday\"",
                        "The field publishedAt is not a time such as 2024-01-15T09:30:00Z.")
                .bad("5", ",\"metadata\":{\"engagement\":{\"likes\":\"7\"}}", "The counter likes is not a number.")
                .bad("6", ",\"content\":{\"text\":[]}", "The field content.text is not text.")
                .badLine(
                        "{\"platform\":\"twitter\"}".getBytes(StandardCharsets.UTF_8),
                        "The field platformId is missing.")
                .badLine("[1,2]".getBytes(StandardCharsets.UTF_8), "It is not a JSON object.")
                .badLine("{\"platform\":".getBytes(StandardCharsets.UTF_8), "It is not valid JSON")
                .badLine(invalid, "The line is not valid UTF-8.")
                .badLine(huge, "The line is longer than 16 MB.")
                .good("nul", ",\"content\":{\"text\":\"a\\u0000b\\ud800c\"},\"author\":null,\"metadata\":null")
                .good("empty", "")
                .good("15m", text(15 * 1024 * 1024));
    }

    long read() {
        return (long) created + updated + unchanged + reasons.size();
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    /// Why lines are rejected, by line.
    Map<Long, String> reasons() {
        return reasons;
    }

    /// Writes it gzipped, without its last bytes: one more line is rejected, which can't be told from the
    /// end of the text.
    void writeCutOff(Path path) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            bytes.writeTo(out);
        }
        byte[] all = zipped.toByteArray();
        Files.write(path, java.util.Arrays.copyOf(all, all.length - 6));
        reasons.put(line + 1, "The file ends in the middle: its compressed data is cut off here.");
    }

    void write(Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            bytes.writeTo(out);
        }
    }
}
