package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A query without its filters in one array of bytes, a fifth of the size of the objects: id, largest weight (at least
/// 1), number of terms, then weight and text of each. Variations and excludes come last, because a match needs neither.
final class PackedQuery {
    private byte[] bytes;
    private int at;

    PackedQuery(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] pack(Query query) {
        PackedQuery out = new PackedQuery(new byte[256]);
        out.writeLong(query.id());
        double largest = query.terms().stream().mapToDouble(Term::weight).max().orElse(0);
        out.writeWeight(Math.max(1, largest));
        out.writeNumber(query.terms().size());
        for (Term term : query.terms()) {
            out.writeWeight(term.weight());
            out.writeText(term.text());
        }
        query.terms().forEach(term -> out.writeTexts(term.variations()));
        out.writeTexts(query.excludes());
        return Arrays.copyOf(out.bytes, out.at);
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

    private void writeTexts(List<String> texts) {
        writeNumber(texts.size());
        texts.forEach(this::writeText);
    }

    /// Character by character, so that half a surrogate pair comes back as it was.
    private void writeText(String text) {
        writeNumber(text.length());
        for (int i = 0; i < text.length(); i++) {
            writeNumber(text.charAt(i));
        }
    }

    private void writeNumber(int number) {
        int left = number;
        while (left > 0x7F) {
            writeByte(left | 0x80);
            left >>>= 7;
        }
        writeByte(left);
    }

    private void writeWeight(double weight) {
        boolean usual = weight == 1;
        writeNumber(usual ? 1 : 0);
        if (!usual) {
            writeLong(Double.doubleToRawLongBits(weight));
        }
    }

    private void writeLong(long value) {
        for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
            writeByte((int) (value >>> shift));
        }
    }

    private void writeByte(int written) {
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, at * 2);
        }
        bytes[at++] = (byte) written;
    }
}
