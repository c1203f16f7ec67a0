package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.Features;
import io.automedia.textanalysis.model.LinearModel;
import io.automedia.textanalysis.model.LinearModel.Form;
import io.automedia.textanalysis.model.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// Trains a [LinearModel]: multinomial logistic regression on features that are weighted by how much they tell.
/// The feature weights are folded into the model's, so that a classifier needs only counts.
final class ModelTrainer {

    /// How a feature's values are weighted before training.
    enum Weighting {
        /// The logarithm of the number of texts by the number that have the feature.
        RARITY,
        /// The largest of the logarithms of how much more often one class has the feature than the others.
        CONTRAST
    }

    /// @param bits the logarithm of the number of buckets
    /// @param strength of the regularisation
    /// @param fewest features that fewer texts have are left out
    record Settings(int bits, Weighting weighting, double strength, int fewest, int iterations) {}

    private final List<String> classes;
    private final BiConsumer<String, Features> extractor;
    private final Settings settings;
    private final List<Example> examples = new ArrayList<>();

    ModelTrainer(List<String> classes, BiConsumer<String, Features> extractor, Settings settings) {
        this.classes = classes;
        this.extractor = extractor;
        this.settings = settings;
    }

    /// Adds texts that each count as much as `weight` texts.
    ModelTrainer add(List<LabelledText> texts, double weight) {
        for (LabelledText text : texts) {
            examples.add(toExample(text, (float) weight));
        }
        return this;
    }

    /// Trains on what was added, every class counting the same in total.
    LinearModel train() {
        return Quantiser.quantise(Form.ONE_OF_ALL, classes, weights());
    }

    /// The same before it is made small.
    Weights weights() {
        float[] factors = factors();
        List<Example> weighted =
                balanced().stream().map(example -> multiplied(example, factors)).toList();
        LogisticLoss loss = new LogisticLoss(weighted, classes.size(), settings.bits(), settings.strength());
        float[] point = new Minimiser(settings.iterations(), 1e-6).minimise(loss, loss.dimensions());
        return Weights.of(classes.size(), settings.bits(), point, factors);
    }

    private Example toExample(LabelledText text, float weight) {
        Features features = new Features();
        extractor.accept(text.text(), features);
        features.mergeInto(settings.bits());
        int[] buckets = new int[features.size()];
        float[] values = new float[features.size()];
        double squares = 0;
        for (int index = 0; index < buckets.length; index++) {
            buckets[index] = features.bucket(index);
            double value = Scaling.ofCount(features.count(index));
            values[index] = (float) value;
            squares += value * value;
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (values[index] * scale);
        }
        return new Example(buckets, values, text.label(), weight);
    }

    private float[] factors() {
        int[] frequencies = new int[1 << settings.bits()];
        double[][] byClass = new double[classes.size()][1 << settings.bits()];
        double[] totals = new double[classes.size()];
        for (Example example : examples) {
            totals[example.label()] += example.weight();
            for (int bucket : example.buckets()) {
                frequencies[bucket]++;
                byClass[example.label()][bucket] += example.weight();
            }
        }
        float[] factors = new float[frequencies.length];
        for (int bucket = 0; bucket < factors.length; bucket++) {
            if (frequencies[bucket] >= settings.fewest()) {
                factors[bucket] = switch (settings.weighting()) {
                    case RARITY -> rarity(frequencies[bucket]);
                    case CONTRAST -> contrast(byClass, totals, bucket);
                };
            }
        }
        return factors;
    }

    private float rarity(int frequency) {
        return (float) StrictMath.log((1.0 + examples.size()) / (1 + frequency));
    }

    private static float contrast(double[][] byClass, double[] totals, int bucket) {
        double all = 0;
        double total = 0;
        for (int label = 0; label < totals.length; label++) {
            all += byClass[label][bucket];
            total += totals[label];
        }
        double largest = 0;
        for (int label = 0; label < totals.length; label++) {
            double inside = (byClass[label][bucket] + 1) / (totals[label] + 2);
            double outside = (all - byClass[label][bucket] + 1) / (total - totals[label] + 2);
            largest = Math.max(largest, Math.abs(StrictMath.log(inside / outside)));
        }
        return (float) largest;
    }

    private List<Example> balanced() {
        double[] totals = new double[classes.size()];
        examples.forEach(example -> totals[example.label()] += example.weight());
        double mean = Arrays.stream(totals).sum() / totals.length;
        return examples.stream()
                .map(example -> new Example(example.buckets(), example.values(), example.label(), (float)
                        (example.weight() * mean / totals[example.label()])))
                .toList();
    }

    /// Leaves out features whose factor is zero: they can't get a weight.
    private static Example multiplied(Example example, float[] factors) {
        int kept = 0;
        int[] buckets = new int[example.buckets().length];
        float[] values = new float[buckets.length];
        for (int index = 0; index < buckets.length; index++) {
            int bucket = example.buckets()[index];
            if (factors[bucket] > 0) {
                buckets[kept] = bucket;
                values[kept++] = example.values()[index] * factors[bucket];
            }
        }
        return new Example(
                Arrays.copyOf(buckets, kept), Arrays.copyOf(values, kept), example.label(), example.weight());
    }
}
