package io.automedia.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Gives what is written to a collection the defaults and times that it doesn't say. What it says is left as it is, but
/// for `createdAt` in a change: like Mongoose it is passed over.
final class Stamp {
    private static final String SET = "$set";
    private static final String ON_INSERT = "$setOnInsert";
    private static final Set<String> SETTING_STAGES = Set.of(SET, "$addFields");
    private static final Set<String> REPLACING_STAGES = Set.of("$replaceWith", "$replaceRoot");

    private final Defaults defaults;
    private final boolean hasCreated;
    private final boolean hasUpdated;

    Stamp(Shape shape) {
        this.defaults = Defaults.of(shape);
        this.hasCreated = keeps(shape, Timestamps.CREATED);
        this.hasUpdated = keeps(shape, Timestamps.UPDATED);
    }

    private static boolean keeps(Shape shape, String time) {
        return shape.fields().stream()
                .anyMatch(field -> field.name().equals(time) && Default.NOW.equals(field.standard()));
    }

    /// Whether a document that replaces another must be told when that one was made.
    boolean keepsCreated() {
        return hasCreated;
    }

    BsonDocument inserted(BsonDocument document, long now) {
        return defaults.fill(document, now);
    }

    /// A change by operators.
    ///
    /// @param touches whether it is a change of the thing
    BsonDocument changed(BsonDocument update, boolean touches, long now) {
        boolean sets = hasUpdated && touches && !says(update, Timestamps.UPDATED);
        boolean drops = hasCreated && says(update, Timestamps.CREATED);
        if (!sets && !drops) {
            return update;
        }
        BsonDocument changed = drops ? withoutCreated(update) : copy(update);
        if (sets) {
            part(changed, SET).put(Timestamps.UPDATED, new BsonDateTime(now));
        }
        if (changed.isEmpty()) {
            part(changed, ON_INSERT).put(Timestamps.CREATED, new BsonDateTime(now));
        }
        return changed;
    }

    /// A change that inserts a document where it finds none.
    BsonDocument upserted(BsonDocument filter, BsonDocument update, boolean touches, long now) {
        BsonDocument changed = copy(changed(update, touches, now));
        Set<String> said = new HashSet<>();
        equalities(filter, said);
        changed.forEach((operator, fields) -> {
            if (fields.isDocument()) {
                said.addAll(fields.asDocument().keySet());
            }
        });
        BsonDocument lacking = new BsonDocument();
        defaults.forEach(
                (path, value) -> {
                    if (said.stream().noneMatch(other -> overlap(path, other))) {
                        lacking.put(path, value);
                    }
                },
                now);
        if (!lacking.isEmpty()) {
            part(changed, ON_INSERT).putAll(lacking);
        }
        return changed;
    }

    /// A change by a pipeline. A stage that makes another document keeps `createdAt`.
    List<BsonDocument> changed(List<BsonDocument> pipeline, boolean touches, long now) {
        List<BsonDocument> changed = new ArrayList<>();
        for (BsonDocument stage : pipeline) {
            BsonDocument kept = hasCreated ? keeping(stage) : stage;
            if (!kept.isEmpty()) {
                changed.add(kept);
            }
        }
        boolean says = pipeline.stream()
                .anyMatch(stage -> SETTING_STAGES.contains(stage.getFirstKey())
                        && stage.getDocument(stage.getFirstKey()).containsKey(Timestamps.UPDATED));
        if (hasUpdated && touches && !says) {
            changed.add(new BsonDocument(SET, new BsonDocument(Timestamps.UPDATED, new BsonDateTime(now))));
        }
        return changed;
    }

    private static BsonDocument keeping(BsonDocument stage) {
        String name = stage.getFirstKey();
        BsonValue fields = stage.get(name, BsonNull.VALUE);
        if (REPLACING_STAGES.contains(name)) {
            BsonValue made = name.equals("$replaceRoot") ? fields.asDocument().get("newRoot", BsonNull.VALUE) : fields;
            BsonDocument created = new BsonDocument(Timestamps.CREATED, new BsonString("$" + Timestamps.CREATED));
            BsonArray both = new BsonArray(List.of(made, created));
            return new BsonDocument("$replaceWith", new BsonDocument("$mergeObjects", both));
        }
        if (name.equals("$unset")) {
            BsonArray names = fields.isArray() ? fields.asArray() : new BsonArray(List.of(fields));
            List<BsonValue> others = names.stream()
                    .filter(one -> !one.equals(new BsonString(Timestamps.CREATED)))
                    .toList();
            return others.isEmpty() ? new BsonDocument() : new BsonDocument(name, new BsonArray(others));
        }
        BsonDocument kept = new BsonDocument();
        kept.putAll(fields.asDocument());
        kept.remove(Timestamps.CREATED);
        boolean isProjection = name.equals("$project");
        if (isProjection && kept.values().stream().anyMatch(value -> !isExclusion(value))) {
            kept.put(Timestamps.CREATED, new BsonInt32(1));
        }
        return kept.isEmpty() ? new BsonDocument() : new BsonDocument(name, kept);
    }

    private static boolean isExclusion(BsonValue value) {
        return value.isBoolean()
                ? !value.asBoolean().getValue()
                : value.isNumber() && value.asNumber().doubleValue() == 0;
    }

    private static boolean says(BsonDocument update, String field) {
        for (BsonValue fields : update.values()) {
            if (fields.isDocument() && fields.asDocument().containsKey(field)) {
                return true;
            }
        }
        return false;
    }

    private static BsonDocument copy(BsonDocument update) {
        BsonDocument copy = new BsonDocument();
        copy.putAll(update);
        return copy;
    }

    /// What would set it sets it only where the document is made.
    private static BsonDocument withoutCreated(BsonDocument update) {
        BsonDocument without = new BsonDocument();
        update.forEach((operator, fields) -> {
            if (operator.equals(ON_INSERT) || !fields.isDocument()) {
                without.put(operator, fields);
                return;
            }
            BsonDocument others = copy(fields.asDocument());
            BsonValue created = others.remove(Timestamps.CREATED);
            if (!others.isEmpty()) {
                without.put(operator, others);
            }
            if (created != null && operator.equals(SET)) {
                part(without, ON_INSERT).put(Timestamps.CREATED, created);
            }
        });
        return without;
    }

    /// The fields of an operator, to be added to.
    private static BsonDocument part(BsonDocument update, String operator) {
        BsonDocument part = copy(update.getDocument(operator, new BsonDocument()));
        update.put(operator, part);
        return part;
    }

    /// The fields that a filter gives to the document that is inserted.
    private static void equalities(BsonDocument filter, Set<String> said) {
        filter.forEach((name, condition) -> {
            if (name.equals("$and")) {
                condition.asArray().forEach(part -> equalities(part.asDocument(), said));
            } else if (!name.startsWith("$") && isEquality(condition)) {
                said.add(name);
            }
        });
    }

    private static boolean isEquality(BsonValue condition) {
        if (!condition.isDocument() || condition.asDocument().isEmpty()) {
            return !condition.isRegularExpression();
        }
        String first = condition.asDocument().getFirstKey();
        return !first.startsWith("$") || first.equals("$eq");
    }

    private static boolean overlap(String path, String other) {
        return path.equals(other) || path.startsWith(other + ".") || other.startsWith(path + ".");
    }
}
