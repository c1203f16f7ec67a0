package io.automedia.web.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.shared.UserId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells in JSON Schema what Java types look like in JSON, from the types alone: which fields may be
/// null from JSpecify, how enum constants are written from the mapper, and bounds from `@Schema` where
/// a record has them.
///
/// In requests a field that may be null may be absent, and unknown ones are refused; the `requiredMode` of
/// `@Schema` overrules that of a field, and its `requiredProperties` that of the fields of a thing, where it
/// is used. In answers every field is there, but for those that are left out when they are null.
final class DescribedTypes {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String NULL = "null";
    private static final Map<Class<?>, Supplier<Schema<?>>> SCALARS = Map.ofEntries(
            Map.entry(String.class, () -> typed("string")),
            Map.entry(ObjectId.class, DescribedTypes::id),
            Map.entry(UserId.class, DescribedTypes::id),
            Map.entry(Instant.class, () -> typed("string").format("date-time")),
            Map.entry(LocalDate.class, () -> typed("string").format("date")),
            Map.entry(URI.class, () -> typed("string").format("uri")),
            Map.entry(Boolean.class, () -> typed("boolean")),
            Map.entry(boolean.class, () -> typed("boolean")),
            Map.entry(Integer.class, () -> typed("integer").format("int32")),
            Map.entry(int.class, () -> typed("integer").format("int32")),
            Map.entry(Long.class, () -> typed("integer").format("int64")),
            Map.entry(long.class, () -> typed("integer").format("int64")),
            Map.entry(Double.class, () -> typed("number").format("double")),
            Map.entry(double.class, () -> typed("number").format("double")),
            Map.entry(BigDecimal.class, () -> typed("number")),
            Map.entry(Number.class, () -> typed("number")),
            Map.entry(Object.class, DescribedTypes::anything));

    private final JsonMapper json;
    private final boolean inRequests;
    private final Map<String, Schema<?>> components = new TreeMap<>();
    private final Map<String, Type> named = new TreeMap<>();
    private boolean isMerging;

    private DescribedTypes(JsonMapper json, boolean inRequests) {
        this.json = json;
        this.inRequests = inRequests;
    }

    static DescribedTypes inRequests(JsonMapper json) {
        return new DescribedTypes(json, true);
    }

    static DescribedTypes inAnswers(JsonMapper json) {
        return new DescribedTypes(json, false);
    }

    /// The records that were described, by the name that [#of] refers to.
    Map<String, Schema<?>> components() {
        return components;
    }

    static Schema<?> typed(String type) {
        Schema<?> schema = anything();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    static Schema<?> anything() {
        return new Schema<>(SpecVersion.V31);
    }

    static Schema<?> reference(String component) {
        return anything().$ref(REFERENCE + component);
    }

    static Schema<?> id() {
        return typed("string").pattern("^[0-9a-fA-F]{24}$").example("65f0c2a4e13b5a0012345678");
    }

    /// What a value of this type looks like, with the bounds that stand where it is declared.
    Schema<?> of(AnnotatedType type, AnnotatedElement declared) {
        return bounded(of(type, Map.of()), declared);
    }

    /// The same of what is there whenever it is asked for: a query parameter has no null.
    Schema<?> certain(AnnotatedType type, AnnotatedElement declared) {
        return bounded(plain(type, Map.of()), declared);
    }

    private Schema<?> of(AnnotatedType type, Map<TypeVariable<?>, AnnotatedType> bound) {
        if (type.getType() instanceof TypeVariable<?> variable && bound.containsKey(variable)) {
            return of(bound.get(variable), Map.of());
        }
        Schema<?> schema = plain(type, bound);
        return type.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    private Schema<?> plain(AnnotatedType type, Map<TypeVariable<?>, AnnotatedType> bound) {
        Class<?> raw = raw(type.getType());
        Supplier<Schema<?>> scalar = SCALARS.get(raw);
        if (scalar != null) {
            return scalar.get();
        }
        if (raw.isEnum()) {
            return constants(raw);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return typed("array").items(of(argument(type, 0), bound));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return typed("object")
                    .additionalProperties(
                            type instanceof AnnotatedParameterizedType ? of(argument(type, 1), bound) : anything());
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return typed("object");
        }
        if (raw.isRecord()) {
            return reference(component(raw, type));
        }
        throw new IllegalStateException("What " + raw + " looks like in JSON is told nowhere.");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    /// Constants as JSON has them.
    private Schema<?> constants(Class<?> type) {
        Schema<Object> schema = new Schema<>(SpecVersion.V31);
        schema.setTypes(new LinkedHashSet<>(List.of("string")));
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .<Object>map(constant -> json.valueToTree(constant).asString())
                .toList());
        return schema;
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return anything().anyOf(List.of(schema, typed(NULL)));
        }
        if (schema.getTypes() == null) {
            return schema;
        }
        schema.setTypes(new LinkedHashSet<>(schema.getTypes()));
        schema.getTypes().add(NULL);
        if (schema.getEnum() != null) {
            @SuppressWarnings("unchecked")
            Schema<@Nullable Object> some = (Schema<@Nullable Object>) schema;
            List<@Nullable Object> constants = new ArrayList<>(some.getEnum());
            constants.add(null);
            some.setEnum(constants);
        }
        return schema;
    }

    private String component(Class<?> type, AnnotatedType use) {
        List<AnnotatedType> arguments = use instanceof AnnotatedParameterizedType generic
                ? List.of(generic.getAnnotatedActualTypeArguments())
                : List.of();
        StringBuilder name = new StringBuilder(name(type));
        arguments.forEach(argument -> name.append(name(raw(argument.getType()))));
        Type before = named.putIfAbsent(name.toString(), use.getType());
        if (before == null) {
            components.put(name.toString(), record(type, arguments));
        } else if (!before.equals(use.getType())) {
            throw new IllegalStateException(before + " and " + use.getType() + " are both called " + name + ".");
        }
        return name.toString();
    }

    /// Nested types carry the name of what they lie in, controllers without what they are.
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String own = type.getSimpleName();
        String around = outer == null ? "" : name(outer).replaceFirst("(Controller|Endpoints)$", "");
        return own.startsWith(around) ? own : around + own;
    }

    private Schema<?> record(Class<?> type, List<AnnotatedType> arguments) {
        Map<TypeVariable<?>, AnnotatedType> bound = new java.util.HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            bound.put(type.getTypeParameters()[i], arguments.get(i));
        }
        Schema<?> schema = typed("object");
        for (RecordComponent field : type.getRecordComponents()) {
            if (!field.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                add(field, type, bound, schema);
            }
        }
        if (inRequests) {
            schema.setAdditionalProperties(false);
        }
        return schema;
    }

    private void add(
            RecordComponent field, Class<?> type, Map<TypeVariable<?>, AnnotatedType> bound, Schema<?> schema) {
        AnnotatedType declared = field.getAnnotatedType();
        Class<?> merged = merged(field);
        if (merged != null) {
            schema.addProperty(field.getName(), orNull(reference(mergePatch(merged))));
            return;
        }
        boolean mayBeNull = declared.isAnnotationPresent(Nullable.class);
        if (inRequests) {
            boolean isDemanded = isDemanded(field.getAccessor(), !mayBeNull);
            Schema<?> plain = plain(declared, bound);
            schema.addProperty(field.getName(), bounded(isDemanded ? plain : orNull(plain), field.getAccessor()));
            if (isDemanded && !isMerging) {
                schema.addRequiredItem(field.getName());
            }
            return;
        }
        boolean isLeftOut = mayBeNull && (leavesOut(type) || leavesOut(field.getAccessor()));
        schema.addProperty(field.getName(), isLeftOut ? plain(declared, bound) : of(declared, bound));
        if (!isLeftOut) {
            schema.addRequiredItem(field.getName());
        }
    }

    /// What a JSON object is merged into; null for other fields.
    private @Nullable Class<?> merged(RecordComponent field) {
        var told = field.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return inRequests && told != null && told.implementation() != Void.class ? told.implementation() : null;
    }

    /// A record of which any part may be sent.
    private String mergePatch(Class<?> type) {
        isMerging = true;
        try {
            String name = name(type);
            if (named.putIfAbsent(name, type) == null) {
                components.put(name, record(type, List.of()));
            }
            return name;
        } finally {
            isMerging = false;
        }
    }

    private static boolean leavesOut(AnnotatedElement declared) {
        JsonInclude which = declared.getAnnotation(JsonInclude.class);
        return which != null && which.value() == JsonInclude.Include.NON_NULL;
    }

    /// Whether something has to be sent.
    ///
    /// @param otherwise when it isn't told where it is declared
    static boolean isDemanded(AnnotatedElement declared, boolean otherwise) {
        var told = declared.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return told == null
                ? otherwise
                : switch (told.requiredMode()) {
                    case REQUIRED -> true;
                    case NOT_REQUIRED -> false;
                    case AUTO -> otherwise;
                };
    }

    /// What is stored may have been written by other programs: answers promise types, not bounds.
    private Schema<?> bounded(Schema<?> schema, AnnotatedElement declared) {
        if (!inRequests) {
            return schema;
        }
        ArraySchema list = declared.getAnnotation(ArraySchema.class);
        if (list != null) {
            bound(schema.getItems(), list.schema());
            if (list.maxItems() != Integer.MIN_VALUE) {
                schema.maxItems(list.maxItems());
            }
            if (list.minItems() != Integer.MAX_VALUE) {
                schema.minItems(list.minItems());
            }
        }
        var told = declared.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (told != null) {
            bound(schema, told);
            if (told.requiredProperties().length > 0) {
                return anything().allOf(List.of(schema, demanding(List.of(told.requiredProperties()))));
            }
        }
        return schema;
    }

    /// What has these fields, and fields of fields, such as `config.model`.
    private static Schema<?> demanding(List<String> fields) {
        Schema<?> schema = anything();
        Map<String, List<String>> inner = new TreeMap<>();
        for (String field : fields) {
            int dot = field.indexOf('.');
            if (dot < 0) {
                schema.addRequiredItem(field);
            } else {
                inner.computeIfAbsent(field.substring(0, dot), thing -> new ArrayList<>())
                        .add(field.substring(dot + 1));
            }
        }
        inner.forEach((thing, its) -> schema.addProperty(thing, demanding(its)));
        return schema;
    }

    private static void bound(Schema<?> schema, io.swagger.v3.oas.annotations.media.Schema told) {
        if (told.minLength() > 0) {
            schema.minLength(told.minLength());
        }
        if (told.maxLength() != Integer.MAX_VALUE) {
            schema.maxLength(told.maxLength());
        }
        if (!told.pattern().isEmpty()) {
            schema.pattern(told.pattern());
        }
        if (!told.format().isEmpty()) {
            schema.format(told.format());
        }
        if (!told.minimum().isEmpty()) {
            schema.minimum(new BigDecimal(told.minimum()));
        }
        if (!told.maximum().isEmpty()) {
            schema.maximum(new BigDecimal(told.maximum()));
        }
        if (!told.description().isEmpty()) {
            schema.description(told.description());
        }
        if (told.allowableValues().length > 0) {
            allow(schema, List.of(told.allowableValues()));
        }
    }

    private static void allow(Schema<?> schema, List<String> values) {
        List<@Nullable Object> allowed = new ArrayList<>(values);
        Set<String> types = schema.getTypes();
        if (types != null && types.contains(NULL)) {
            allowed.add(null);
        }
        @SuppressWarnings("unchecked")
        Schema<@Nullable Object> some = (Schema<@Nullable Object>) schema;
        some.setEnum(allowed);
    }
}
