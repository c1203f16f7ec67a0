package io.automedia.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What a value in a stored document may be, as `$jsonSchema` says it. A collection's description is put together from
/// these, so that it reads like the document does.
///
/// Numbers may be of any numeric type, since drivers differ in what they send. An object has the fields that are named
/// and no others: a name that is misspelt is refused, not kept. That holds for what is written. A document that has
/// more, since another program or a later version of this one wrote it, is read, listed and changed like any other.
public final class Shape {
    private static final String TYPE = "bsonType";
    private static final String ENUM = "enum";
    private static final String PROPERTIES = "properties";
    private static final String OTHERS = "additionalProperties";
    private static final List<String> NUMBERS = List.of("int", "long", "double");
    private static final List<String> EXACT_NUMBERS = List.of("int", "long", "double", "decimal");
    private static final String ID = "_id";
    private static final String VERSION = "__v";

    private final Document schema;
    private final List<Field> fields;
    private final @Nullable Shape element;

    private Shape(Document schema) {
        this(schema, List.of(), null);
    }

    private Shape(Document schema, List<Field> fields, @Nullable Shape element) {
        this.schema = schema;
        this.fields = fields;
        this.element = element;
    }

    /// A field of an object: its name, what it may be, whether it must be there, and what it is in a new document that
    /// doesn't say.
    public record Field(
            String name,
            Shape shape,
            boolean isRequired,
            @Nullable Default standard) {
        /// The same field, which is this in a new document that doesn't have it.
        public Field byDefault(Object value) {
            return new Field(name, shape, isRequired, Default.of(value));
        }

        /// The same field, which is there in a new document that doesn't have it, with what its own fields are by
        /// default.
        public Field byDefault() {
            return byDefault(new Document());
        }

        /// The same field, which is the moment of the insertion in a new document that doesn't have it.
        public Field nowByDefault() {
            return new Field(name, shape, isRequired, Default.NOW);
        }
    }

    /// A field that is always there and never null.
    public static Field required(String name, Shape shape) {
        return new Field(name, shape, true, null);
    }

    /// A field that may be absent or null.
    public static Field optional(String name, Shape shape) {
        return new Field(name, shape.orNull(), false, null);
    }

    /// When a document was made: written by its insertion, and by nothing after that.
    public static Field createdAt() {
        return required(Timestamps.CREATED, time()).nowByDefault();
    }

    /// When a document was changed last: written by its insertion and by every change that doesn't say otherwise
    /// ([Timestamps]).
    public static Field updatedAt() {
        return required(Timestamps.UPDATED, time()).nowByDefault();
    }

    /// An object with these fields, and no others.
    public static Shape object(Field... fields) {
        return new Shape(named(fields).append(OTHERS, false), List.of(fields), null);
    }

    /// An object with these fields, and whatever others.
    public static Shape openObject(Field... fields) {
        return new Shape(named(fields), List.of(fields), null);
    }

    private static Document named(Field... fields) {
        Document properties = new Document();
        for (Field field : fields) {
            properties.append(field.name(), field.shape().schema);
        }
        List<String> required =
                Arrays.stream(fields).filter(Field::isRequired).map(Field::name).toList();
        Document schema = ofType("object");
        if (!required.isEmpty()) {
            schema.append("required", required);
        }
        return schema.append(PROPERTIES, properties);
    }

    /// An object with whatever fields.
    public static Shape open() {
        return new Shape(ofType("object"));
    }

    /// An object whose values, under whatever names, are numbers.
    public static Shape numbersByName() {
        return new Shape(ofType("object").append(OTHERS, number().schema));
    }

    /// An object whose values, under whatever names, are texts of at most so many characters.
    public static Shape textsByName(int most) {
        return new Shape(ofType("object").append(OTHERS, text(0, most).schema));
    }

    /// A list whose elements are all alike.
    public static Shape listOf(Shape element) {
        return new Shape(ofType("array").append("items", element.schema), List.of(), element);
    }

    /// A list with at most so many elements.
    public static Shape listOf(Shape element, int most) {
        return new Shape(ofType("array").append("maxItems", most).append("items", element.schema), List.of(), element);
    }

    /// A list of just two elements, each of its own kind.
    public static Shape pairOf(Shape first, Shape second) {
        return new Shape(ofType("array")
                .append("minItems", 2)
                .append("maxItems", 2)
                .append("items", List.of(first.schema, second.schema)));
    }

    /// A text.
    public static Shape text() {
        return new Shape(ofType("string"));
    }

    /// A text of so many characters.
    public static Shape text(int least, int most) {
        return new Shape(ofType("string").append("minLength", least).append("maxLength", most));
    }

    /// One of these texts.
    public static Shape oneOf(String... values) {
        return new Shape(new Document(ENUM, List.of(values)));
    }

    /// A number.
    public static Shape number() {
        return new Shape(new Document(TYPE, NUMBERS));
    }

    /// A number within bounds, both included.
    public static Shape number(double least, double most) {
        return new Shape(new Document(TYPE, NUMBERS).append("minimum", least).append("maximum", most));
    }

    /// A number that isn't negative.
    public static Shape count() {
        return new Shape(new Document(TYPE, NUMBERS).append("minimum", 0));
    }

    /// An amount of money that isn't negative: also a decimal number.
    public static Shape money() {
        return new Shape(new Document(TYPE, EXACT_NUMBERS).append("minimum", 0));
    }

    /// A single value of whatever usual type, or a list of such.
    public static Shape value() {
        return new Shape(
                new Document(TYPE, List.of("string", "bool", "int", "long", "double", "date", "objectId", "array")));
    }

    /// True or false.
    public static Shape truth() {
        return new Shape(ofType("bool"));
    }

    /// A moment.
    public static Shape time() {
        return new Shape(ofType("date"));
    }

    /// The id of a document.
    public static Shape id() {
        return new Shape(ofType("objectId"));
    }

    /// Bytes.
    public static Shape bytes() {
        return new Shape(ofType("binData"));
    }

    private static Document ofType(String type) {
        return new Document(TYPE, type);
    }

    /// The same, or null.
    private Shape orNull() {
        Document nullable = new Document(schema);
        List<Object> values = schema.getList(ENUM, Object.class);
        if (values != null) {
            List<Object> more = new ArrayList<>(values);
            more.add(null);
            return new Shape(nullable.append(ENUM, more), fields, element);
        }
        List<Object> types =
                new ArrayList<>(schema.get(TYPE) instanceof List<?> several ? several : List.of(schema.get(TYPE)));
        types.add("null");
        return new Shape(nullable.append(TYPE, types), fields, element);
    }

    /// The fields of an object, in their order; none of anything else.
    List<Field> fields() {
        return fields;
    }

    /// What the elements of a list are; null for anything else.
    @Nullable
    Shape element() {
        return element;
    }

    /// As the `$jsonSchema` of whole documents: with an `_id`, an [#id()] unless it says otherwise, and the version
    /// that Mongoose and `ETag` count in `__v`.
    public Document toJsonSchema() {
        Document named = schema.get(PROPERTIES, Document.class);
        Document properties = new Document();
        if (!named.containsKey(ID)) {
            properties.append(ID, id().schema);
        }
        properties.putAll(named);
        if (!named.containsKey(VERSION)) {
            properties.append(VERSION, count().orNull().schema);
        }
        return new Document(schema).append(PROPERTIES, properties);
    }
}
