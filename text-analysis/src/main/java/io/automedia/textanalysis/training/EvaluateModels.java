package io.automedia.textanalysis.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Prints how good the shipped models are: `EvaluateModels LABELLED_FOLDER`.
public final class EvaluateModels {
    private EvaluateModels() {}

    /// Scores all models on what was kept from their training.
    ///
    /// @param arguments the folder of the labelled sets
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: EvaluateModels LABELLED_FOLDER");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Evaluation(new LabelledFolder(Path.of(arguments[0]))).report().forEach(out::println);
    }
}
