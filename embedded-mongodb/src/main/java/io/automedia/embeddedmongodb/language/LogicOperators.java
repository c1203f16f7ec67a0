package io.automedia.embeddedmongodb.language;

import static io.automedia.embeddedmongodb.language.ExpressionParser.function;
import static io.automedia.embeddedmongodb.language.ExpressionParser.named;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// Comparison, boolean, conditional and variable operators.
final class LogicOperators {
    private LogicOperators() {}

    static void comparison(String name, IntPredicate holds) {
        function(name, 2, 2, a -> holds.test(compare(a[0], a[1])));
    }

    static void register() {
        comparison("$eq", c -> c == 0);
        comparison("$ne", c -> c != 0);
        comparison("$lt", c -> c < 0);
        comparison("$lte", c -> c <= 0);
        comparison("$gt", c -> c > 0);
        comparison("$gte", c -> c >= 0);
        function("$cmp", 2, 2, a -> Integer.signum(compare(a[0], a[1])));
        function("$not", 1, 1, a -> !Expression.isTrue(a[0]));
        ExpressionParser.register("$and", (specification, parser) -> {
            List<Expression> parts = parser.arguments(specification);
            return scope -> parts.stream().allMatch(part -> Expression.isTrue(part.evaluate(scope)));
        });
        ExpressionParser.register("$or", (specification, parser) -> {
            List<Expression> parts = parser.arguments(specification);
            return scope -> parts.stream().anyMatch(part -> Expression.isTrue(part.evaluate(scope)));
        });
        ExpressionParser.register("$cond", LogicOperators::condition);
        ExpressionParser.register("$ifNull", LogicOperators::ifNull);
        ExpressionParser.register("$switch", LogicOperators::choice);
        ExpressionParser.register("$let", LogicOperators::let);
        ExpressionParser.register("$literal", (specification, _) -> _ -> specification);
        ExpressionParser.register("$const", (specification, _) -> _ -> specification);
        ExpressionParser.register("$expr", (specification, parser) -> parser.parse(specification)::evaluate);
        ExpressionParser.register(
                "$rand", (_, _) -> _ -> ThreadLocalRandom.current().nextDouble());
    }

    /// Missing comes before everything but MinKey.
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            if (left == null && right == null) {
                return 0;
            }
            Object other = left == null ? right : left;
            int missingFirst = other instanceof BsonMinKey ? 1 : -1;
            return left == null ? missingFirst : -missingFirst;
        }
        return ValueOrder.compare(left, right);
    }

    private static Expression.Body condition(Object specification, ExpressionParser parser) {
        Expression when;
        Expression then;
        Expression otherwise;
        if (specification instanceof Document document) {
            for (String name : document.fields().keySet()) {
                if (!List.of("if", "then", "else").contains(name)) {
                    throw MongoError.location(17083, "Unrecognized parameter to $cond: " + name);
                }
            }
            when = parameter(parser, document, "if", 17080);
            then = parameter(parser, document, "then", 17081);
            otherwise = parameter(parser, document, "else", 17082);
        } else {
            List<Expression> arguments = parser.arguments(specification);
            if (arguments.size() != 3) {
                throw MongoError.location(
                        16020, "Expression $cond takes exactly 3 arguments. " + arguments.size() + " were passed in.");
            }
            when = arguments.get(0);
            then = arguments.get(1);
            otherwise = arguments.get(2);
        }
        return scope -> (Expression.isTrue(when.evaluate(scope)) ? then : otherwise).evaluate(scope);
    }

    private static Expression parameter(ExpressionParser parser, Document document, String name, int code) {
        Object value = document.get(name);
        if (value == null) {
            throw MongoError.location(code, "Missing '" + name + "' parameter to $cond");
        }
        return parser.parse(value);
    }

    private static Expression.Body ifNull(Object specification, ExpressionParser parser) {
        List<Expression> arguments = parser.arguments(specification);
        if (arguments.size() < 2) {
            throw MongoError.location(1257300, "$ifNull needs at least two arguments, had: " + arguments.size());
        }
        return scope -> {
            for (Expression argument : arguments.subList(0, arguments.size() - 1)) {
                Object value = argument.evaluate(scope);
                if (!Expression.isNullish(value)) {
                    return value;
                }
            }
            return arguments.getLast().evaluate(scope);
        };
    }

    private record Branch(Expression when, Expression then) {}

    private static Expression.Body choice(Object specification, ExpressionParser parser) {
        Document arguments = named("$switch", specification, "branches", "default");
        Expression otherwise = parser.optional(arguments, "default");
        if (!(arguments.get("branches") instanceof Array array)) {
            throw MongoError.location(40061, "$switch expected an array for 'branches'");
        }
        if (array.isEmpty()) {
            throw MongoError.location(40068, "$switch requires at least one branch.");
        }
        List<Branch> branches = new ArrayList<>();
        for (Object item : array) {
            Document branch = named("$switch branch", item, "case", "then");
            branches.add(
                    new Branch(parser.required("$switch", branch, "case"), parser.required("$switch", branch, "then")));
        }
        return scope -> {
            for (Branch branch : branches) {
                if (Expression.isTrue(branch.when().evaluate(scope))) {
                    return branch.then().evaluate(scope);
                }
            }
            if (otherwise == null) {
                throw MongoError.location(
                        40066, "$switch could not find a matching branch for an input, and no default was specified.");
            }
            return otherwise.evaluate(scope);
        };
    }

    private static Expression.Body let(Object specification, ExpressionParser parser) {
        Document arguments = named("$let", specification, "vars", "in");
        if (!(arguments.get("vars") instanceof Document declared)) {
            throw MongoError.location(16876, "Missing 'vars' parameter to $let");
        }
        Map<String, Expression> variables = new LinkedHashMap<>();
        declared.fields().forEach((name, value) -> variables.put(name, parser.parse(value)));
        Expression body =
                parser.binding(variables.keySet().toArray(String[]::new)).required("$let", arguments, "in");
        return scope -> {
            Scope inner = scope;
            for (Map.Entry<String, Expression> variable : variables.entrySet()) {
                inner = inner.with(variable.getKey(), variable.getValue().evaluate(scope));
            }
            return body.evaluate(inner);
        };
    }

    static Object orNull(@Nullable Object value) {
        return value == null ? BsonNull.VALUE : value;
    }
}
