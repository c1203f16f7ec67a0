package io.automedia.textanalysis.training;

import io.automedia.textanalysis.model.LinearModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Trains every model that this library ships and writes the files; run by hand (see the module's README):
/// `TrainModels LABELLED_FOLDER PROFILE_FOLDER OUTPUT_FOLDER [PART…]`. Equal inputs give equal bytes.
public final class TrainModels {
    private TrainModels() {}

    /// Trains the parts and writes their files.
    ///
    /// @param arguments the folder of the labelled sets, that of the language profiles, the one to write to,
    ///     and optionally which parts to train: `en`, `zh`, `multilingual`, `language`, `words`
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            throw new IllegalArgumentException(
                    "usage: TrainModels LABELLED_FOLDER PROFILE_FOLDER OUTPUT_FOLDER [PART…]");
        }
        LabelledFolder labelled = new LabelledFolder(Path.of(arguments[0]));
        Path output = Files.createDirectories(Path.of(arguments[2]));
        List<String> parts = arguments.length == 3
                ? List.of("en", "zh", "multilingual", "language", "words")
                : List.of(arguments).subList(3, arguments.length);
        SentimentTraining sentiment = new SentimentTraining(labelled);
        if (parts.contains("en")) {
            write(sentiment.english(), output.resolve("sentiment-en.model"));
        }
        if (parts.contains("zh")) {
            write(sentiment.chinese(), output.resolve("sentiment-zh.model"));
        }
        if (parts.contains("multilingual")) {
            write(sentiment.multilingual(), output.resolve("sentiment-multilingual.model"));
        }
        if (parts.contains("language")) {
            write(new LanguageTraining(labelled, Path.of(arguments[1])).train(), output.resolve("language.model"));
        }
        if (parts.contains("words")) {
            new WordLists(labelled).write(output);
        }
    }

    private static void write(LinearModel model, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            model.write(out);
        }
    }
}
