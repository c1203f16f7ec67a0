package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.ValueKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;

/// `$group`. It reads only the fields it needs; groups come out in the order in which they were first seen.
final class GroupStage implements Stage {
    private record Field(String name, String accumulator, Expression value) {}

    private final Expression id;
    private final List<Field> fields;

    private GroupStage(Expression id, List<Field> fields) {
        this.id = id;
        this.fields = List.copyOf(fields);
    }

    static GroupStage parse(Document specification, Variables variables) {
        Object id = specification.get("_id");
        if (id == null) {
            throw MongoError.location(15955, "a group specification must include an _id");
        }
        List<Field> fields = new ArrayList<>();
        specification.fields().forEach((name, value) -> {
            if (!name.equals("_id")) {
                fields.add(field(name, value, variables));
            }
        });
        return new GroupStage(identity(ExpressionParser.parse(id, variables)), fields);
    }

    /// An identity of one field says null where there is nothing; with several, the field is left out (source:
    /// MongoDB's `GroupProcessorBase::expandId`).
    private static Expression identity(Expression id) {
        if (id instanceof Expression.NewDocument(Map<String, Expression> parts) && parts.size() == 1) {
            Map.Entry<String, Expression> part = parts.entrySet().iterator().next();
            return new Expression.Call(
                    "$group",
                    scope -> new Document(
                            part.getKey(), LogicOperators.orNull(part.getValue().evaluate(scope))));
        }
        return id;
    }

    private static Field field(String name, Object value, Variables variables) {
        if (name.indexOf('.') >= 0) {
            throw MongoError.location(40235, "The field name '" + name + "' cannot contain '.'");
        }
        if (name.startsWith("$")) {
            throw MongoError.location(40236, "The field name '" + name + "' cannot be an operator name");
        }
        if (!(value instanceof Document accumulator) || accumulator.isEmpty()) {
            throw MongoError.location(40234, "The field '" + name + "' must be an accumulator object");
        }
        if (accumulator.size() != 1) {
            throw MongoError.location(40238, "The field '" + name + "' must specify one accumulator");
        }
        String operator = accumulator.fields().keySet().iterator().next();
        Object argument = accumulator.fields().values().iterator().next();
        Accumulator.named(operator);
        boolean counts = operator.equals("$count");
        return new Field(
                name, operator, counts ? new Expression.Constant(1) : ExpressionParser.parse(argument, variables));
    }

    @Override
    public Iterator<Document> run(Iterator<Document> input) {
        Map<ValueKey, Accumulator[]> groups = new LinkedHashMap<>();
        while (input.hasNext()) {
            Scope scope = Scope.of(input.next());
            Object key = id.evaluate(scope);
            Accumulator[] accumulators =
                    groups.computeIfAbsent(new ValueKey(key == null ? BsonNull.VALUE : key), _ -> fresh());
            for (int i = 0; i < accumulators.length; i++) {
                if (accumulators[i].wantsMore()) {
                    accumulators[i].add(fields.get(i).value().evaluate(scope));
                }
            }
        }
        return new Mapped<>(groups.entrySet().iterator(), this::result);
    }

    private Accumulator[] fresh() {
        Accumulator[] accumulators = new Accumulator[fields.size()];
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = Accumulator.named(fields.get(i).accumulator());
        }
        return accumulators;
    }

    private Document result(Map.Entry<ValueKey, Accumulator[]> group) {
        Document result =
                new Document("_id", LogicOperators.orNull(group.getKey().value()));
        for (int i = 0; i < fields.size(); i++) {
            result.put(fields.get(i).name(), LogicOperators.orNull(group.getValue()[i].result()));
        }
        return result;
    }
}
