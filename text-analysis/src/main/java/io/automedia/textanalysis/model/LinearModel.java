package io.automedia.textanalysis.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// A linear classifier over hashed features whose weights are one byte each, an index into a table of 256
/// values. The first class is the reference: it has no weights, and its logit is always 0. What the logits of
/// the others mean is the model's [Form]. Immutable and thread-safe.
public final class LinearModel {
    private static final int MAGIC = 0x414D4C4D;
    private static final int CODES = 256;

    private final Form form;
    private final List<String> classes;
    private final int bits;
    private final float[] biases;
    private final float[] codebook;
    private final byte[] codes;

    /// How logits become probabilities.
    public enum Form {
        /// All classes compete: the softmax of the logits.
        ONE_OF_ALL(1),
        /// Two questions about negative, neutral and positive, each with a logit of its own: neutral or not, and
        /// if not, positive or negative.
        NEUTRAL_OR_ONE_OF_TWO(2);

        private final int number;

        /// @param number how files tell the form
        Form(int number) {
            this.number = number;
        }

        private static Form of(int number) throws IOException {
            for (Form form : values()) {
                if (form.number == number) {
                    return form;
                }
            }
            throw new IOException("not a linear model of a known form: " + number);
        }
    }

    /// @param form of three classes unless it is [Form#ONE_OF_ALL]
    /// @param bits how many bits of a hash choose the bucket
    /// @param biases one for each class but the first
    /// @param codebook the 256 values that a weight can have
    /// @param codes for each bucket one index into the codebook for each class but the first
    public LinearModel(Form form, List<String> classes, int bits, float[] biases, float[] codebook, byte[] codes) {
        if (biases.length != classes.size() - 1 || codebook.length != CODES || codes.length != biases.length << bits) {
            throw new IllegalArgumentException("the parts of a model must fit its number of classes and bits");
        }
        if (form == Form.NEUTRAL_OR_ONE_OF_TWO && classes.size() != 3) {
            throw new IllegalArgumentException("a model of two questions has three classes, not " + classes.size());
        }
        this.form = form;
        this.classes = List.copyOf(classes);
        this.bits = bits;
        this.biases = biases.clone();
        this.codebook = codebook.clone();
        this.codes = codes.clone();
    }

    /// Reads what [#write] wrote; throws an [IOException] where it is something else.
    public static LinearModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a linear model");
        }
        Form form = Form.of(in.readInt());
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
        return new LinearModel(form, classes, bits, biases, codebook, codes);
    }

    /// Writes the model; equal models give equal bytes.
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(form.number);
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
        return switch (form) {
            case ONE_OF_ALL -> softmax(logits);
            case NEUTRAL_OR_ONE_OF_TWO -> twoAnswers(logits[1], logits[2]);
        };
    }

    private static double[] twoAnswers(double neutral, double positive) {
        double sided = 1 / (1 + Math.exp(neutral));
        double share = 1 / (1 + Math.exp(-positive));
        return new double[] {sided * (1 - share), 1 - sided, sided * share};
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
