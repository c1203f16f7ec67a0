package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.DottedPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/// Reads aggregation expressions. Each family of operators registers itself here.
final class ExpressionParser {
    /// How an operator is read from what stands behind its name.
    @FunctionalInterface
    interface Operator {
        Expression.Body parse(Object specification, ExpressionParser parser);
    }

    /// A function of values; missing ones are null.
    @FunctionalInterface
    interface Function {
        @Nullable
        Object apply(@Nullable Object[] arguments);
    }

    private static final Map<String, Operator> OPERATORS = new HashMap<>();

    static {
        ArithmeticOperators.register();
        LogicOperators.register();
        TextOperators.register();
        ArrayOperators.register();
        DateOperators.register();
        TypeOperators.register();
    }

    /// Operators for which one null decides, so that what comes after it is not looked at.
    private static final Set<String> NULL_DECIDES =
            Set.of("$add", "$multiply", "$concat", "$concatArrays", "$setUnion", "$setIntersection");

    private final Variables constants;
    private final Set<String> bound;

    private ExpressionParser(Variables constants, Set<String> bound) {
        this.constants = constants;
        this.bound = bound;
    }

    static Expression parse(Object specification, Variables constants) {
        return new ExpressionParser(constants, Set.of()).parse(specification);
    }

    /// A parser that also knows these variables.
    ExpressionParser binding(String... names) {
        Set<String> more = new HashSet<>(bound);
        more.addAll(List.of(names));
        return new ExpressionParser(constants, more);
    }

    static void register(String name, Operator operator) {
        OPERATORS.put(name, operator);
    }

    /// An operator whose arguments are all evaluated first.
    static void function(String name, int minimum, int maximum, Function function) {
        register(name, (specification, parser) -> {
            List<Expression> arguments = parser.arguments(specification);
            if (arguments.size() < minimum || arguments.size() > maximum) {
                throw MongoError.location(
                        minimum == maximum ? 16020 : 28667,
                        "Expression " + name + " takes "
                                + (minimum == maximum
                                        ? "exactly " + minimum
                                        : "at least " + minimum + " arguments, and at most " + maximum)
                                + " arguments. " + arguments.size() + " were passed in.");
            }
            Expression[] expressions = arguments.toArray(Expression[]::new);
            boolean nullDecides = NULL_DECIDES.contains(name);
            return scope -> {
                @Nullable Object[] values = new Object[expressions.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = expressions[i].evaluate(scope);
                    if (nullDecides && Expression.isNullish(values[i])) {
                        return BsonNull.VALUE;
                    }
                }
                return function.apply(values);
            };
        });
    }

    List<Expression> arguments(Object specification) {
        List<Expression> arguments = new ArrayList<>();
        if (specification instanceof Array array) {
            array.forEach(item -> arguments.add(parse(item)));
        } else {
            arguments.add(parse(specification));
        }
        return arguments;
    }

    Expression parse(Object specification) {
        return switch (specification) {
            case String text when text.startsWith("$$") -> variable(text.substring(2));
            case String text when text.startsWith("$") -> field(text);
            case Document document -> document(document);
            case Array array -> new Expression.NewArray(arguments(array));
            default -> new Expression.Constant(specification);
        };
    }

    private static Expression field(String text) {
        if (text.length() == 1) {
            throw MongoError.location(16872, "'$' by itself is not a valid FieldPath");
        }
        if (text.endsWith(".") || text.contains("..") || text.startsWith("$.")) {
            throw MongoError.location(40353, "FieldPath must not end with a '.'.");
        }
        return new Expression.Field(DottedPath.of(text.substring(1)));
    }

    private Expression variable(String text) {
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        DottedPath path = dot < 0 ? null : DottedPath.of(text.substring(dot + 1));
        if (name.equals("ROOT") || name.equals("REMOVE") || bound.contains(name)) {
            return new Expression.Variable(name, path);
        }
        if (name.equals("CURRENT")) {
            return path == null ? new Expression.Variable("ROOT", null) : new Expression.Field(path);
        }
        if (!constants.has(name)) {
            throw MongoError.location(17276, "Use of undefined variable: " + name);
        }
        Object constant = constants.get(name);
        Object value = path == null ? constant : Expression.follow(constant, path, 0);
        return value == null ? new Expression.Variable("REMOVE", null) : new Expression.Constant(value);
    }

    private Expression document(Document document) {
        for (String name : document.fields().keySet()) {
            if (name.startsWith("$")) {
                return operator(document, name);
            }
        }
        Map<String, Expression> fields = new LinkedHashMap<>();
        document.fields().forEach((name, value) -> {
            if (name.indexOf('.') >= 0) {
                throw MongoError.location(
                        16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
            }
            fields.put(name, parse(value));
        });
        return new Expression.NewDocument(fields);
    }

    private Expression operator(Document document, String name) {
        if (document.size() != 1) {
            throw MongoError.location(
                    15983, "an object representing an expression must have exactly one field: " + document);
        }
        Operator operator = OPERATORS.get(name);
        if (operator == null) {
            throw new MongoError(ErrorCode.INVALID_PIPELINE_OPERATOR, "Unrecognized expression '" + name + "'");
        }
        Object specification = document.get(name);
        return new Expression.Call(name, operator.parse(specification == null ? document : specification, this));
    }

    /// The document behind an operator with named arguments; unknown names are refused.
    static Document named(String operator, Object specification, String... known) {
        if (!(specification instanceof Document document)) {
            throw new MongoError(ErrorCode.FAILED_TO_PARSE, operator + " only supports an object as its argument");
        }
        for (String name : document.fields().keySet()) {
            if (!List.of(known).contains(name)) {
                throw new MongoError(ErrorCode.FAILED_TO_PARSE, "Unrecognized argument to " + operator + ": " + name);
            }
        }
        return document;
    }

    Expression required(String operator, Document arguments, String name) {
        Object value = arguments.get(name);
        if (value == null) {
            throw new MongoError(ErrorCode.FAILED_TO_PARSE, "Missing '" + name + "' parameter to " + operator);
        }
        return parse(value);
    }

    @Nullable
    Expression optional(Document arguments, String name) {
        Object value = arguments.get(name);
        return value == null ? null : parse(value);
    }
}
