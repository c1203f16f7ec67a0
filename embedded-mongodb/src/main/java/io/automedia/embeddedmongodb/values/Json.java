package io.automedia.embeddedmongodb.values;

import java.util.HexFormat;
import java.util.StringJoiner;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonUndefined;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/// Values as MongoDB writes them in its error messages.
public final class Json {
    private Json() {}

    public static String of(Object value) {
        return switch (value) {
            case Document document -> {
                StringJoiner joined = new StringJoiner(", ", "{ ", " }").setEmptyValue("{}");
                document.fields().forEach((name, field) -> joined.add(name + ": " + of(field)));
                yield joined.toString();
            }
            case Array array -> {
                StringJoiner joined = new StringJoiner(", ", "[ ", " ]").setEmptyValue("[]");
                array.forEach(item -> joined.add(of(item)));
                yield joined.toString();
            }
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case ObjectId id -> "ObjectId('" + id + "')";
            case BsonDateTime date -> "new Date(" + date.getValue() + ")";
            case BsonNull _ -> "null";
            case BsonUndefined _ -> "undefined";
            case BsonMinKey _ -> "MinKey";
            case BsonMaxKey _ -> "MaxKey";
            case Decimal128 number -> "NumberDecimal('" + number + "')";
            case BsonRegularExpression regex -> "/" + regex.getPattern() + "/" + regex.getOptions();
            case BsonBinary binary ->
                "BinData(" + binary.getType() + ", " + HexFormat.of().formatHex(binary.getData()) + ")";
            default -> value.toString();
        };
    }
}
