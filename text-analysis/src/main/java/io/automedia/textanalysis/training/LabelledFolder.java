package io.automedia.textanalysis.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the labelled data sets from the folder that holds them; classes are 0 negative, 1 neutral, 2 positive.
final class LabelledFolder {
    private static final Set<String> POSITIVE = Set.of(
            "admiration",
            "amusement",
            "approval",
            "caring",
            "desire",
            "excitement",
            "gratitude",
            "joy",
            "love",
            "optimism",
            "pride",
            "relief");
    private static final Set<String> NEGATIVE = Set.of(
            "anger",
            "annoyance",
            "disappointment",
            "disapproval",
            "disgust",
            "embarrassment",
            "fear",
            "grief",
            "nervousness",
            "remorse",
            "sadness");
    private static final Pattern SMP =
            Pattern.compile("\"content\": \"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\",\\s*\"label\": \"(\\w+)\"");

    private final Path folder;

    LabelledFolder(Path folder) {
        this.folder = folder;
    }

    /// A set in TweetEval's form: `split_text.txt` and `split_labels.txt`.
    List<LabelledText> tweets(String set, String split) throws IOException {
        List<String> texts = Files.readAllLines(folder.resolve(set).resolve(split + "_text.txt"));
        List<String> labels = Files.readAllLines(folder.resolve(set).resolve(split + "_labels.txt"));
        List<LabelledText> labelled = new ArrayList<>();
        for (int index = 0; index < Math.min(texts.size(), labels.size()); index++) {
            labelled.add(new LabelledText(
                    texts.get(index), Integer.parseInt(labels.get(index).strip())));
        }
        return labelled;
    }

    /// GoEmotions' training comments whose emotions are all of one sign, or all neutral.
    List<LabelledText> redditComments() throws IOException {
        List<String> names = Files.readAllLines(folder.resolve("goemotions/labels.txt"));
        List<LabelledText> labelled = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("goemotions/train.tsv"))) {
            String[] fields = line.split("\t", -1);
            List<String> emotions = new ArrayList<>();
            for (String index : fields[1].split(",", -1)) {
                emotions.add(names.get(Integer.parseInt(index)));
            }
            int label = sign(emotions);
            if (label >= 0) {
                labelled.add(new LabelledText(fields[0], label));
            }
        }
        return labelled;
    }

    private static int sign(List<String> emotions) {
        boolean positive = emotions.stream().anyMatch(POSITIVE::contains);
        boolean negative = emotions.stream().anyMatch(NEGATIVE::contains);
        if (positive != negative) {
            return positive ? 2 : 0;
        }
        return !positive && emotions.contains("neutral") ? 1 : -1;
    }

    /// The posts of weibo2018, negative or positive: those that are held out, or the others. A post is held out
    /// when the hash of its id says so, about one in five.
    List<LabelledText> weibo(boolean heldOut) throws IOException {
        List<LabelledText> labelled = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("weibo2018/train.txt"))) {
            String[] fields = line.split(",", 3);
            if (HeldOut.contains(fields[0]) == heldOut) {
                labelled.add(new LabelledText(fields[2], fields[1].equals("1") ? 2 : 0));
            }
        }
        return labelled;
    }

    /// Posts of SMP2020-EWECT from one of its files; surprise, which has no sign, is left out.
    List<LabelledText> smp(String file) throws IOException {
        List<LabelledText> labelled = new ArrayList<>();
        Matcher matcher = SMP.matcher(Files.readString(folder.resolve("smp2020").resolve(file)));
        while (matcher.find()) {
            int label = switch (matcher.group(2)) {
                case "happy" -> 2;
                case "neutral", "neural" -> 1;
                case "angry", "sad", "fear" -> 0;
                default -> -1;
            };
            if (label >= 0) {
                labelled.add(new LabelledText(matcher.group(1).replace("\\\"", "\""), label));
            }
        }
        return labelled;
    }
}
