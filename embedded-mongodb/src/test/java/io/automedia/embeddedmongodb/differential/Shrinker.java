package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// Makes a program smaller as long as its last command is still answered differently: fewer commands, documents,
/// stages, fields and array items.
final class Shrinker {
    private final Pair pair;
    private Difference best;
    private int runsLeft;

    private Shrinker(Pair pair, Difference found, int runs) {
        this.pair = pair;
        this.best = found;
        this.runsLeft = runs;
    }

    /// @param runs how many smaller programs may be tried
    static Difference shrink(Pair pair, Difference found, int runs) {
        Shrinker shrinker = new Shrinker(pair, found, runs);
        int size;
        do {
            size = shrinker.best.program().text().length();
            shrinker.dropCommands();
            shrinker.dropParts();
        } while (shrinker.runsLeft > 0 && shrinker.best.program().text().length() < size);
        return shrinker.best;
    }

    private boolean holds(Program candidate) {
        if (!candidate.commands().stream().allMatch(Commands::isWhole)
                || !Commands.isDetermined(candidate.last())
                || runsLeft-- <= 0) {
            return false;
        }
        Difference difference = pair.inLast(candidate);
        if (difference == null || !difference.isLike(best)) {
            return false;
        }
        best = difference;
        return true;
    }

    private void dropCommands() {
        for (int half = best.program().commands().size() / 2; half > 1; half /= 2) {
            for (int end = best.program().commands().size() - 1; end > 1 && runsLeft > 0; end -= half) {
                List<BsonDocument> rest = new ArrayList<>(best.program().commands());
                if (end < rest.size()) {
                    rest.subList(Math.max(1, end - half), end).clear();
                    var _ = holds(new Program(rest));
                }
            }
        }
        for (int i = best.program().commands().size() - 2; i > 0 && runsLeft > 0; i--) {
            var _ = holds(best.program().without(i));
        }
    }

    private void dropParts() {
        for (int i = best.program().commands().size() - 1; i > 0; i--) {
            int variant = 0;
            List<BsonValue> smaller = smaller(best.program().commands().get(i));
            while (variant < smaller.size() && runsLeft > 0) {
                if (holds(best.program().with(i, smaller.get(variant).asDocument()))) {
                    smaller = smaller(best.program().commands().get(i));
                } else {
                    variant++;
                }
            }
        }
    }

    /// The value without one of its parts, whole halves of arrays first, then with a smaller part, or with a part of a
    /// part in its place.
    private static List<BsonValue> smaller(BsonValue value) {
        List<BsonValue> smaller = new ArrayList<>();
        switch (value) {
            case BsonDocument document -> fields(document, smaller);
            case BsonArray array -> items(array, smaller);
            default -> {
                // a single value is as small as it gets
            }
        }
        return smaller;
    }

    private static void fields(BsonDocument document, List<BsonValue> smaller) {
        for (String name : document.keySet()) {
            BsonDocument rest = document.clone();
            rest.remove(name);
            smaller.add(rest);
        }
        for (Map.Entry<String, BsonValue> field : document.entrySet()) {
            for (BsonValue part : parts(field.getValue())) {
                smaller.add(document.clone().append(field.getKey(), part));
            }
            for (BsonValue less : smaller(field.getValue())) {
                smaller.add(document.clone().append(field.getKey(), less));
            }
        }
    }

    private static void items(BsonArray array, List<BsonValue> smaller) {
        if (array.size() > 3) {
            smaller.add(new BsonArray(array.subList(0, array.size() / 2)));
            smaller.add(new BsonArray(array.subList(array.size() / 2, array.size())));
        }
        for (int i = 0; i < array.size(); i++) {
            BsonArray rest = new BsonArray(array);
            rest.remove(i);
            smaller.add(rest);
        }
        for (int i = 0; i < array.size(); i++) {
            for (BsonValue less : smaller(array.get(i))) {
                BsonArray changed = new BsonArray(array);
                changed.set(i, less);
                smaller.add(changed);
            }
        }
    }

    private static List<BsonValue> parts(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> List.copyOf(document.values());
            case BsonArray array -> array.getValues();
            default -> List.of();
        };
    }
}
