package io.automedia.embeddedmongodb.values;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of BSON, with the number on the wire, the alias that `$type` and `bsonType` use, and the rank in
/// MongoDB's comparison order (types of equal rank compare by value).
public enum BsonType {
    DOUBLE(1, "double", 10),
    STRING(2, "string", 15),
    DOCUMENT(3, "object", 20),
    ARRAY(4, "array", 25),
    BINARY(5, "binData", 30),
    UNDEFINED(6, "undefined", 0),
    OBJECT_ID(7, "objectId", 35),
    BOOLEAN(8, "bool", 40),
    DATE(9, "date", 45),
    NULL(10, "null", 5),
    REGEX(11, "regex", 50),
    DB_POINTER(12, "dbPointer", 55),
    JAVASCRIPT(13, "javascript", 60),
    SYMBOL(14, "symbol", 15),
    JAVASCRIPT_WITH_SCOPE(15, "javascriptWithScope", 65),
    INT(16, "int", 10),
    TIMESTAMP(17, "timestamp", 47),
    LONG(18, "long", 10),
    DECIMAL(19, "decimal", 10),
    MIN_KEY(-1, "minKey", -1),
    MAX_KEY(127, "maxKey", 127);

    private static final @Nullable BsonType[] BY_NUMBER = new BsonType[256];
    private static final Map<String, BsonType> BY_ALIAS = new HashMap<>();

    static {
        for (BsonType type : values()) {
            BY_NUMBER[type.number & 0xff] = type;
            BY_ALIAS.put(type.alias, type);
        }
    }

    private final byte number;
    private final String alias;
    private final int rank;

    BsonType(int number, String alias, int rank) {
        this.number = (byte) number;
        this.alias = alias;
        this.rank = rank;
    }

    public byte number() {
        return number;
    }

    public String alias() {
        return alias;
    }

    public int rank() {
        return rank;
    }

    public boolean isNumber() {
        return rank == 10;
    }

    public static @Nullable BsonType withNumber(int number) {
        return number < -1 || number > 127 ? null : BY_NUMBER[number & 0xff];
    }

    public static @Nullable BsonType withAlias(String alias) {
        return BY_ALIAS.get(alias);
    }

    /// The type of an element as its byte on the wire says.
    public static BsonType of(byte number) {
        BsonType type = BY_NUMBER[number & 0xff];
        if (type == null) {
            throw new IllegalArgumentException("no BSON type " + number);
        }
        return type;
    }
}
