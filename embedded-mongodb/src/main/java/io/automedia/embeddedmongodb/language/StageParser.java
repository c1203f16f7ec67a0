package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the stages of a pipeline.
final class StageParser {
    private static final Set<String> REFUSED = Set.of(
            "$out",
            "$merge",
            "$geoNear",
            "$graphLookup",
            "$changeStream",
            "$search",
            "$vectorSearch",
            "$setWindowFields",
            "$densify",
            "$fill",
            "$redact",
            "$collStats",
            "$indexStats",
            "$currentOp",
            "$listSessions",
            "$planCacheStats",
            "$bucketAuto",
            "$documents");

    private final Aggregation.Collections collections;
    private final Variables variables;

    StageParser(Aggregation.Collections collections, Variables variables) {
        this.collections = collections;
        this.variables = variables;
    }

    /// The pipeline of a stage, which has a field for it.
    static List<Document> pipeline(String stage, Document specification) {
        if (specification.get("pipeline") instanceof Array stages) {
            return documents(stages);
        }
        throw new MongoError(ErrorCode.TYPE_MISMATCH, "'pipeline' of " + stage + " must be specified as an array");
    }

    static List<Document> documents(Array stages) {
        List<Document> documents = new ArrayList<>();
        for (Object item : stages) {
            if (!(item instanceof Document document)) {
                throw new MongoError(ErrorCode.TYPE_MISMATCH, "Each element of the 'pipeline' array must be an object");
            }
            documents.add(document);
        }
        return documents;
    }

    Stage parse(Document stage) {
        if (stage.size() != 1) {
            throw MongoError.location(40323, "A pipeline stage specification object must contain exactly one field.");
        }
        String name = stage.fields().keySet().iterator().next();
        Object specification = stage.fields().values().iterator().next();
        DocumentStage mapping = DocumentStage.parse(name, specification, variables);
        return mapping != null ? input -> new Mapped<>(input, mapping::apply) : parse(name, specification);
    }

    private Stage parse(String name, Object specification) {
        return switch (name) {
            case "$match" -> match(specification);
            case "$sort" -> new SortStage(sortOrder(specification), Long.MAX_VALUE);
            case "$limit" -> new Limit(positive(name, specification, 1));
            case "$skip" -> skip(positive(name, specification, 0));
            case "$group" -> GroupStage.parse(DocumentStage.document(name, specification), variables);
            case "$unwind" -> UnwindStage.parse(specification);
            case "$count" -> count(specification);
            case "$sortByCount" -> sortByCount(specification);
            case "$bucket" -> bucket(DocumentStage.document(name, specification));
            case "$facet" -> facet(DocumentStage.document(name, specification));
            case "$lookup" -> LookupStage.parse(DocumentStage.document(name, specification), collections, variables);
            case "$unionWith" -> unionWith(specification);
            case "$sample" -> sample(DocumentStage.document(name, specification));
            default -> {
                if (REFUSED.contains(name)) {
                    throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, name + " is not supported by this server");
                }
                throw MongoError.location(40324, "Unrecognized pipeline stage name: '" + name + "'");
            }
        };
    }

    /// A sort followed by a limit needs to keep only so many.
    static List<Stage> merged(List<Stage> stages) {
        List<Stage> merged = new ArrayList<>(stages);
        for (int i = 0; i + 1 < merged.size(); i++) {
            if (merged.get(i) instanceof SortStage(SortOrder order, long _)
                    && merged.get(i + 1) instanceof Limit(long most)) {
                merged.set(i, new SortStage(order, most));
            }
        }
        return merged;
    }

    record Limit(long most) implements Stage {
        @Override
        public Iterator<Document> run(Iterator<Document> input) {
            return new Iterator<>() {
                private long left = most;

                @Override
                public boolean hasNext() {
                    return left > 0 && input.hasNext();
                }

                @Override
                public Document next() {
                    left--;
                    return input.next();
                }
            };
        }
    }

    private Stage match(Object specification) {
        if (!(specification instanceof Document document)) {
            throw MongoError.location(15959, "the match filter must be an expression in an object");
        }
        Filter filter = Filter.compile(document.toRaw(), variables);
        return input -> new Expanded<>(
                input,
                candidate -> filter.matches(candidate) ? List.of(candidate).iterator() : Collections.emptyIterator());
    }

    private static SortOrder sortOrder(Object specification) {
        if (!(specification instanceof Document document)) {
            throw MongoError.location(15973, "the $sort key specification must be an object");
        }
        if (document.isEmpty()) {
            throw MongoError.location(15976, "$sort stage must have at least one sort key");
        }
        return SortOrder.of(document);
    }

    private static long positive(String name, Object specification, long least) {
        Long number = Numbers.exactLong(specification);
        if (number == null) {
            throw MongoError.location(2107201, "invalid argument to " + name + " stage: Expected an integer");
        }
        if (number < least) {
            throw MongoError.location(
                    15958,
                    name.equals("$limit")
                            ? "the limit must be positive"
                            : "invalid argument to $skip stage: Expected a non-negative number");
        }
        return number;
    }

    private static Stage skip(long count) {
        return input -> {
            for (long i = 0; i < count && input.hasNext(); i++) {
                input.next();
            }
            return input;
        };
    }

    private static Stage count(Object specification) {
        if (!(specification instanceof String name)
                || name.isEmpty()
                || name.startsWith("$")
                || name.indexOf('.') >= 0) {
            throw MongoError.location(40156, "the count field must be a non-empty string");
        }
        return input -> {
            int count = 0;
            while (input.hasNext()) {
                input.next();
                count++;
            }
            return count == 0
                    ? Collections.emptyIterator()
                    : List.of(new Document(name, count)).iterator();
        };
    }

    private Stage sortByCount(Object specification) {
        boolean isExpression = specification instanceof String text
                ? text.startsWith("$")
                : specification instanceof Document document
                        && document.fields().keySet().stream().anyMatch(name -> name.startsWith("$"));
        if (!isExpression) {
            throw MongoError.location(
                    40149,
                    "the sortByCount field must be specified either as a $-prefixed path or as an expression in an"
                            + " object");
        }
        Stage group =
                GroupStage.parse(new Document("_id", specification).put("count", new Document("$sum", 1)), variables);
        Stage sort = new SortStage(SortOrder.of(new Document("count", -1)), Long.MAX_VALUE);
        return input -> sort.run(group.run(input));
    }

    private Stage bucket(Document specification) {
        Object by = specification.get("groupBy");
        if (by == null || !(specification.get("boundaries") instanceof Array boundaries) || boundaries.size() < 2) {
            throw MongoError.location(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified");
        }
        Object otherwise = specification.get("default");
        Array branches = new Array();
        for (int i = 0; i + 1 < boundaries.size(); i++) {
            if (LogicOperators.compare(boundaries.get(i), boundaries.get(i + 1)) >= 0) {
                throw MongoError.location(40194, "The 'boundaries' option to $bucket must be sorted");
            }
            Document within = new Document(
                    "$and",
                    Array.of(
                            new Document("$gte", Array.of(by, literal(boundaries.get(i)))),
                            new Document("$lt", Array.of(by, literal(boundaries.get(i + 1))))));
            branches.add(new Document("case", within).put("then", literal(boundaries.get(i))));
        }
        Document choice = new Document("branches", branches);
        if (otherwise != null) {
            choice.put("default", literal(otherwise));
        }
        Document group = new Document("_id", new Document("$switch", choice));
        if (specification.get("output") instanceof Document output) {
            output.fields().forEach(group::put);
        } else {
            group.put("count", new Document("$sum", 1));
        }
        Stage grouping = GroupStage.parse(group, variables);
        Stage sort = new SortStage(SortOrder.of(new Document("_id", 1)), Long.MAX_VALUE);
        return input -> sort.run(grouping.run(input));
    }

    private static Document literal(Object value) {
        return new Document("$literal", value);
    }

    private Stage facet(Document specification) {
        Map<String, Aggregation> facets = new LinkedHashMap<>();
        specification.fields().forEach((name, value) -> {
            if (!(value instanceof Array stages)) {
                throw MongoError.location(
                        40169,
                        "arguments to $facet must be arrays, " + name + " is type " + TypeOperators.nameOf(value));
            }
            facets.put(name, Aggregation.of(documents(stages), collections, variables));
        });
        return input -> {
            List<Document> all = new ArrayList<>();
            input.forEachRemaining(all::add);
            Document result = new Document();
            facets.forEach((name, pipeline) -> {
                Array found = new Array();
                pipeline.runDocuments(all.iterator()).forEachRemaining(found::add);
                result.put(name, found);
            });
            return List.of(result).iterator();
        };
    }

    private Stage unionWith(Object specification) {
        Document document = specification instanceof Document given ? given : new Document("coll", specification);
        if (!(document.get("coll") instanceof String collection)) {
            throw new MongoError(ErrorCode.FAILED_TO_PARSE, "$unionWith needs the name of a collection");
        }
        @Nullable
        Aggregation pipeline = document.has("pipeline")
                ? Aggregation.of(pipeline("$unionWith", document), collections, variables)
                : null;
        return input -> {
            Iterator<Document> others = new Mapped<>(collections.find(collection, RawDocument.EMPTY), Document::of);
            Iterator<Document> more = pipeline == null ? others : pipeline.runDocuments(others);
            return new Expanded<>(List.of(input, more).iterator(), each -> each);
        };
    }

    private static Stage sample(Document specification) {
        Long size = Numbers.exactLong(specification.get("size"));
        if (size == null || size < 1) {
            throw MongoError.location(28747, "size argument to $sample must be a positive integer");
        }
        return input -> {
            Random random = new Random();
            List<Document> kept = new ArrayList<>();
            long seen = 0;
            while (input.hasNext()) {
                Document document = input.next();
                seen++;
                if (kept.size() < size) {
                    kept.add(document);
                } else {
                    long place = random.nextLong(seen);
                    if (place < size) {
                        kept.set((int) place, document);
                    }
                }
            }
            Collections.shuffle(kept, random);
            return kept.iterator();
        };
    }
}
