package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.SortPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pipeline, divided into what a query can do (leading `$match`, `$sort`, `$skip`, `$limit` in this order) and the
/// rest.
final class Pipeline {
    private final List<RawDocument> all;
    private final List<RawDocument> filters = new ArrayList<>();
    private SortPattern sort = SortPattern.NONE;
    private long skip;
    private long limit;
    private int taken;

    private Pipeline(List<RawDocument> stages) {
        all = stages;
        takeMatches();
        takeSort();
        takeSkip();
        takeLimit();
    }

    static Pipeline of(List<RawDocument> stages) {
        for (RawDocument stage : stages) {
            if (stage.size() != 1) {
                throw MongoError.location(
                        40323, "A pipeline stage specification object must contain exactly one field.");
            }
        }
        return new Pipeline(stages);
    }

    private void takeMatches() {
        for (RawValue match = next("$match"); match != null && match.isDocument(); match = next("$match")) {
            filters.add(match.asDocument());
            taken++;
        }
    }

    private void takeSort() {
        RawValue pattern = next("$sort");
        if (pattern != null && pattern.isDocument() && isPlain(pattern.asDocument())) {
            sort = SortPattern.of(pattern.asDocument());
            taken++;
        }
    }

    private static boolean isPlain(RawDocument pattern) {
        for (ElementCursor cursor = pattern.cursor(); cursor.next(); ) {
            if (!cursor.value().isNumber()) {
                return false;
            }
        }
        return !pattern.isEmpty();
    }

    private void takeSkip() {
        RawValue count = next("$skip");
        if (count != null && count.toObject() instanceof Number number && number.longValue() >= 0) {
            skip = number.longValue();
            taken++;
        }
    }

    private void takeLimit() {
        RawValue count = next("$limit");
        if (count != null && count.toObject() instanceof Number number && number.longValue() > 0) {
            limit = number.longValue();
            taken++;
        }
    }

    private @Nullable RawValue next(String stage) {
        return taken < all.size() ? all.get(taken).get(stage) : null;
    }

    List<RawDocument> all() {
        return all;
    }

    RawDocument filter() {
        return switch (filters.size()) {
            case 0 -> RawDocument.EMPTY;
            case 1 -> filters.getFirst();
            default -> new BsonBuilder().add("$and", filters).build();
        };
    }

    SortPattern sort() {
        return sort;
    }

    long skip() {
        return skip;
    }

    long limit() {
        return limit;
    }

    List<RawDocument> rest() {
        return all.subList(taken, all.size());
    }

    /// Whether the next stage only counts, so that no document needs to be seen.
    boolean counts() {
        return isCountStage() || isCountingGroup();
    }

    private boolean isCountStage() {
        RawValue name = next("$count");
        return name != null
                && name.toObject() instanceof String text
                && !text.isEmpty()
                && !text.startsWith("$")
                && text.indexOf('.') < 0
                && text.indexOf('\0') < 0;
    }

    private boolean isCountingGroup() {
        RawValue group = next("$group");
        if (group == null || !group.isDocument()) {
            return false;
        }
        boolean counting = false;
        for (ElementCursor cursor = group.asDocument().cursor(); cursor.next(); ) {
            RawValue value = cursor.value();
            if (cursor.name().equals("_id")) {
                counting = value.isNull() || value.isNumber();
            } else if (step(value) == null) {
                return false;
            }
        }
        return counting;
    }

    /// The whole number that `{$sum: n}` or `{$count: {}}` adds for each document, or null for anything else.
    private static @Nullable Long step(RawValue accumulator) {
        if (!accumulator.isDocument()) {
            return null;
        }
        RawValue sum = accumulator.asDocument().get("$sum");
        if (sum != null && (sum.toObject() instanceof Integer || sum.toObject() instanceof Long)) {
            return ((Number) java.util.Objects.requireNonNull(sum.toObject())).longValue();
        }
        return accumulator.asDocument().get("$count") != null ? 1L : null;
    }

    /// What the counting stage answers; no document at all when nothing was counted, as MongoDB does.
    List<RawDocument> counted(long count) {
        if (count == 0) {
            return List.of();
        }
        BsonBuilder answer = new BsonBuilder();
        RawValue name = next("$count");
        if (name != null) {
            return List.of(ReadCommands.counted(answer, name.asString(), count).build());
        }
        RawValue group = java.util.Objects.requireNonNull(next("$group"));
        for (ElementCursor cursor = group.asDocument().cursor(); cursor.next(); ) {
            Long step = step(cursor.value());
            if (step == null) {
                answer.add(cursor.name(), cursor.value());
            } else {
                ReadCommands.counted(answer, cursor.name(), count * step);
            }
        }
        return List.of(answer.build());
    }

    List<RawDocument> afterCount() {
        return all.subList(taken + 1, all.size());
    }
}
