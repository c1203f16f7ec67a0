package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/// `$lookup`, by equal fields, by a pipeline, or both.
final class LookupStage implements Stage {
    private final String from;
    private final String as;
    private final @Nullable DottedPath local;
    private final @Nullable String foreign;
    private final @Nullable List<Document> pipeline;
    private final Map<String, Expression> let = new LinkedHashMap<>();
    private final Aggregation.Collections collections;
    private final Variables variables;

    private LookupStage(Document specification, Aggregation.Collections collections, Variables variables) {
        this.collections = collections;
        this.variables = variables;
        from = text(specification, "from");
        as = text(specification, "as");
        boolean joins = specification.has("localField") || specification.has("foreignField");
        local = joins ? DottedPath.of(text(specification, "localField")) : null;
        foreign = joins ? text(specification, "foreignField") : null;
        pipeline = specification.has("pipeline") ? StageParser.pipeline("$lookup", specification) : null;
        if (!joins && pipeline == null) {
            throw new MongoError(
                    ErrorCode.FAILED_TO_PARSE,
                    "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
        }
        if (specification.get("let") instanceof Document declared) {
            declared.fields().forEach((name, value) -> let.put(name, ExpressionParser.parse(value, variables)));
        }
        if (pipeline != null) {
            requireValid(pipeline);
        }
    }

    /// Refuses a pipeline that can't be understood, whether a document arrives or none.
    private void requireValid(List<Document> stages) {
        Variables declared = variables;
        for (String name : let.keySet()) {
            declared = declared.with(name, null);
        }
        Aggregation.of(stages, collections, declared);
    }

    static LookupStage parse(Document specification, Aggregation.Collections collections, Variables variables) {
        return new LookupStage(specification, collections, variables);
    }

    private static String text(Document specification, String name) {
        if (specification.get(name) instanceof String text) {
            return text;
        }
        throw new MongoError(ErrorCode.FAILED_TO_PARSE, "$lookup argument '" + name + "' must be a string");
    }

    @Override
    public Iterator<Document> run(Iterator<Document> input) {
        return new Mapped<>(input, this::joined);
    }

    private Document joined(Document document) {
        Iterator<Document> found = new Mapped<>(collections.find(from, filter(document)), Document::of);
        if (pipeline != null) {
            Variables inner = variables;
            for (Map.Entry<String, Expression> variable : let.entrySet()) {
                inner = inner.with(variable.getKey(), variable.getValue().evaluate(Scope.of(document)));
            }
            found = Aggregation.of(pipeline, collections, inner).runDocuments(found);
        }
        List<Object> matches = new ArrayList<>();
        found.forEachRemaining(matches::add);
        FieldTree tree = new FieldTree();
        tree.put(as, new FieldTree.Computed(new Expression.Constant(new Array(matches))));
        return tree.add(document);
    }

    private RawDocument filter(Document document) {
        if (local == null || foreign == null) {
            return RawDocument.EMPTY;
        }
        Array values = new Array();
        collect(document, local, 0, values);
        if (values.isEmpty()) {
            values.add(BsonNull.VALUE);
        }
        if (values.items().stream().noneMatch(BsonRegularExpression.class::isInstance)) {
            return new Document(foreign, new Document("$in", values)).toRaw();
        }
        // $in would search by an expression instead of comparing with it
        Array alternatives = new Array();
        values.forEach(value -> alternatives.add(new Document(foreign, new Document("$eq", value))));
        return new Document("$or", alternatives).toRaw();
    }

    /// All values at the path, through arrays; of an array at its end, the items (source: MongoDB's
    /// `document_path_support::visitAllValuesAtPath`).
    private static void collect(@Nullable Object value, DottedPath path, int step, Array values) {
        switch (value) {
            case null -> {
                // nothing there
            }
            case Document document
            when step < path.length() -> collect(document.get(path.step(step).name()), path, step + 1, values);
            case Array array when step == path.length() -> array.forEach(values::add);
            case Array array
            when path.step(step).isIndex() -> {
                int index = path.step(step).index();
                collect(index < array.size() ? array.get(index) : null, path, step + 1, values);
            }
            case Array array ->
                array.items().stream()
                        .filter(Document.class::isInstance)
                        .forEach(item -> collect(item, path, step, values));
            default -> {
                if (step == path.length()) {
                    values.add(value);
                }
            }
        }
    }
}
