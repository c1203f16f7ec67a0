package io.automedia.textanalysis.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// A linear classifier over hashed features whose weights are one byte each, an index into a table of 256
/// values. The first class is the reference: it has no weights, and its logit is always 0. Immutable and
/// thread-safe.
public final class LinearModel {
    private static final int MAGIC = 0x414D4C4D;
    private static final int VERSION = 1;
    private static final int CODES = 256;

    private final List<String> classes;
    private final int bits;
    private final float[] biases;
    private final float[] codebook;
    private final byte[] codes;

    /// @param bits how many bits of a hash choose the bucket
    /// @param biases one for each class but the first
    /// @param codebook the 256 values that a weight can have
    /// @param codes for each bucket one index into the codebook for each class but the first
    public LinearModel(List<String> classes, int bits, float[] biases, float[] codebook, byte[] codes) {
        if (biases.length != classes.size() - 1 || codebook.length != CODES || codes.length != biases.length << bits) {
            throw new IllegalArgumentException("the parts of a model must fit its number of classes and bits");
        }
        this.classes = List.copyOf(classes);
        this.bits = bits;
        this.biases = biases.clone();
        this.codebook = codebook.clone();
        this.codes = codes.clone();
    }

    /// Reads what [#write] wrote; throws an [IOException] where it is something else.
    public static LinearModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("not a linear model of version " + VERSION);
        }
        int count = in.readUnsignedByte();
        List<String> classes = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            classes.add(in.readUTF());
        }
        int bits = in.readUnsignedByte();
        float[] biases = readFloats(in, count - 1);
        float[] codebook = readFloats(in, CODES);
        byte[] codes = new byte[biases.length << bits];
        in.readFully(codes);
        return new LinearModel(classes, bits, biases, codebook, codes);
    }

    /// Writes the model; equal models give equal bytes.
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeByte(classes.size());
        for (String name : classes) {
            out.writeUTF(name);
        }
        out.writeByte(bits);
        writeFloats(out, biases);
        writeFloats(out, codebook);
        out.write(codes);
        out.flush();
    }

    public List<String> classes() {
        return classes;
    }

    public int bits() {
        return bits;
    }

    /// The probability of each class for a text with these features, which are merged in passing.
    public double[] probabilities(Features features) {
        features.mergeInto(bits);
        double[] logits = logits(features);
        return softmax(logits);
    }

    private double[] logits(Features features) {
        int columns = biases.length;
        double[] logits = new double[columns + 1];
        double squares = 0;
        for (int index = 0; index < features.size(); index++) {
            double value = Scaling.ofCount(features.count(index));
            squares += value * value;
            int row = features.bucket(index) * columns;
            for (int column = 0; column < columns; column++) {
                logits[column + 1] += value * codebook[codes[row + column] & 0xFF];
            }
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int column = 0; column < columns; column++) {
            logits[column + 1] = logits[column + 1] * scale + biases[column];
        }
        return logits;
    }

    private static double[] softmax(double[] logits) {
        double largest = logits[0];
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (int index = 0; index < logits.length; index++) {
            logits[index] = Math.exp(logits[index] - largest);
            sum += logits[index];
        }
        for (int index = 0; index < logits.length; index++) {
            logits[index] /= sum;
        }
        return logits;
    }

    private static float[] readFloats(DataInputStream in, int count) throws IOException {
        float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = in.readFloat();
        }
        return values;
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }
}
