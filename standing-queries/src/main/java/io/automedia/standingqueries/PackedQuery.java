package io.automedia.standingqueries;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// A query without its filters in one array of bytes, a fifth of the size of the objects: id, largest weight (at least
/// 1), number of terms, then weight and text of each. Variations and excludes come last, because a match needs neither.
final class PackedQuery {
    private final byte[] bytes;
    private int at;

    PackedQuery(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] pack(Query query) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        writeLong(out, query.id());
        double largest = query.terms().stream().mapToDouble(Term::weight).max().orElse(0);
        writeWeight(out, Math.max(1, largest));
        writeNumber(out, query.terms().size());
        for (Term term : query.terms()) {
            writeWeight(out, term.weight());
            writeText(out, term.text());
        }
        query.terms().forEach(term -> writeTexts(out, term.variations()));
        writeTexts(out, query.excludes());
        return out.toByteArray();
    }

    Query unpack() {
        long id = readLong();
        readWeight();
        int count = readNumber();
        double[] weights = new double[count];
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            weights[i] = readWeight();
            texts[i] = readText();
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            terms.add(new Term(texts[i], weights[i], readTexts()));
        }
        return new Query(id, terms, readTexts(), Filters.NONE);
    }

    long readLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    double readWeight() {
        return readNumber() == 1 ? 1 : Double.longBitsToDouble(readLong());
    }

    int readNumber() {
        int value = 0;
        int shift = 0;
        int read;
        do {
            read = bytes[at++];
            value |= (read & 0x7F) << shift;
            shift += 7;
        } while (read < 0);
        return value;
    }

    String readText() {
        char[] text = new char[readNumber()];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) readNumber();
        }
        return new String(text);
    }

    void skipText() {
        for (int left = readNumber(); left > 0; left--) {
            readNumber();
        }
    }

    private List<String> readTexts() {
        int count = readNumber();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readText());
        }
        return texts;
    }

    private static void writeTexts(ByteArrayOutputStream out, List<String> texts) {
        writeNumber(out, texts.size());
        texts.forEach(text -> writeText(out, text));
    }

    /// Character by character, so that half a surrogate pair comes back as it was.
    private static void writeText(ByteArrayOutputStream out, String text) {
        writeNumber(out, text.length());
        for (int i = 0; i < text.length(); i++) {
            writeNumber(out, text.charAt(i));
        }
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int left = number;
        while (left > 0x7F) {
            out.write(left | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static void writeWeight(ByteArrayOutputStream out, double weight) {
        boolean usual = weight == 1;
        writeNumber(out, usual ? 1 : 0);
        if (!usual) {
            writeLong(out, Double.doubleToRawLongBits(weight));
        }
    }

    private static void writeLong(ByteArrayOutputStream out, long value) {
        for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
