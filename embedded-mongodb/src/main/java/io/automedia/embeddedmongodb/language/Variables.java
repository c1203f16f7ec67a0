package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.values.Document;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDateTime;
import org.jspecify.annotations.Nullable;

/// The constants that expressions of one command may use as `$$name`: those of the command's `let`, and `$$NOW`.
public final class Variables {
    private final Map<String, @Nullable Object> values;

    private Variables(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    public static Variables none() {
        return new Variables(new HashMap<>());
    }

    /// Only `$$NOW`.
    /// @param now milliseconds since 1970, the same for the whole command
    public static Variables at(long now) {
        return none().with("NOW", new BsonDateTime(now));
    }

    /// The variables of a command, and `$$NOW`.
    /// @param let the command's `let`; its values may be expressions without fields
    public static Variables of(RawDocument let, long now) {
        Variables base = at(now);
        Map<String, @Nullable Object> values = new HashMap<>(base.values);
        Document.of(let).fields().forEach((name, value) -> {
            values.put(name, ExpressionParser.parse(value, base).evaluate(Scope.of(new Document())));
        });
        return new Variables(values);
    }

    /// @param value null when the variable stands for nothing, which is not the same as null
    Variables with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Variables(more);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }
}
