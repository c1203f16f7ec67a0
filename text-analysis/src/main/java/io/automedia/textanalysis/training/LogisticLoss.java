package io.automedia.textanalysis.training;

import java.util.Arrays;
import java.util.List;

/// The mean weighted loss of a multinomial logistic regression plus half the squared length of its weights
/// times a strength. A point holds the weights bucket by bucket, class by class, then one bias for each class.
final class LogisticLoss implements Objective {
    private final List<Example> examples;
    private final int classes;
    private final int biases;
    private final double strength;
    private final double total;
    private final double[] scores;
    private final float[] errors;

    LogisticLoss(List<Example> examples, int classes, int bits, double strength) {
        this.examples = examples;
        this.classes = classes;
        this.biases = classes << bits;
        this.strength = strength;
        this.total = examples.stream().mapToDouble(Example::weight).sum();
        this.scores = new double[classes];
        this.errors = new float[classes];
    }

    int dimensions() {
        return biases + classes;
    }

    @Override
    public double at(float[] point, float[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (Example example : examples) {
            loss += add(example, point, gradient);
        }
        double squares = 0;
        for (int index = 0; index < biases; index++) {
            squares += (double) point[index] * point[index];
            gradient[index] += (float) (strength * point[index]);
        }
        return loss + strength * squares / 2;
    }

    private double add(Example example, float[] point, float[] gradient) {
        score(example, point);
        double probability = toErrors(example);
        for (int index = 0; index < example.buckets().length; index++) {
            int row = example.buckets()[index] * classes;
            float value = example.values()[index];
            for (int label = 0; label < classes; label++) {
                gradient[row + label] += value * errors[label];
            }
        }
        for (int label = 0; label < classes; label++) {
            gradient[biases + label] += errors[label];
        }
        return -example.weight() / total * StrictMath.log(Math.max(probability, 1e-300));
    }

    private void score(Example example, float[] point) {
        System.arraycopy(toDoubles(point), 0, scores, 0, classes);
        for (int index = 0; index < example.buckets().length; index++) {
            int row = example.buckets()[index] * classes;
            float value = example.values()[index];
            for (int label = 0; label < classes; label++) {
                scores[label] += value * point[row + label];
            }
        }
    }

    private double[] toDoubles(float[] point) {
        double[] values = new double[classes];
        for (int label = 0; label < classes; label++) {
            values[label] = point[biases + label];
        }
        return values;
    }

    /// Turns scores into the derivative of the loss by each score; returns the probability of the true class.
    private double toErrors(Example example) {
        double largest = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int label = 0; label < classes; label++) {
            scores[label] = StrictMath.exp(scores[label] - largest);
            sum += scores[label];
        }
        double weight = example.weight() / total;
        for (int label = 0; label < classes; label++) {
            double target = label == example.label() ? 1 : 0;
            errors[label] = (float) (weight * (scores[label] / sum - target));
        }
        return scores[example.label()] / sum;
    }
}
