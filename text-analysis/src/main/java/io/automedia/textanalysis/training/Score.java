package io.automedia.textanalysis.training;

import java.util.Locale;

/// How well predicted classes equal the true ones; all in percent.
record Score(double accuracy, double macroRecall, double macroF1, int texts) {

    /// @param confusion true class, predicted class
    static Score of(int[][] confusion) {
        int classes = confusion.length;
        double recall = 0;
        double f1 = 0;
        int right = 0;
        int texts = 0;
        for (int label = 0; label < classes; label++) {
            int actual = 0;
            int predicted = 0;
            for (int other = 0; other < classes; other++) {
                actual += confusion[label][other];
                predicted += confusion[other][label];
            }
            recall += (double) confusion[label][label] / Math.max(1, actual);
            f1 += 2.0 * confusion[label][label] / Math.max(1, actual + predicted);
            right += confusion[label][label];
            texts += actual;
        }
        return new Score(100.0 * right / texts, 100 * recall / classes, 100 * f1 / classes, texts);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "accuracy %.2f, macro recall %.2f, macro F1 %.2f on %d texts",
                accuracy,
                macroRecall,
                macroF1,
                texts);
    }
}
