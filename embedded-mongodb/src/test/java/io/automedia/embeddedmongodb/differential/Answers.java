package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Answers without what MongoDB leaves open: an order that was not asked for, new ObjectIds, the time of day, and the
/// words and numbers of most refusals.
final class Answers {
    private static final long AN_HOUR = 3_600_000;
    private static final int NEW_CENTURY = 1_600_000_000;

    private Answers() {}

    static BsonDocument of(BsonDocument command, BsonDocument reply) {
        BsonDocument answer = new BsonDocument();
        if (reply.containsKey("cursor")) {
            BsonArray batch = reply.getDocument("cursor").getArray("firstBatch");
            answer.append("found", Commands.isOrdered(command) ? batch : byText(facets(command, batch)));
        }
        if (reply.containsKey("values")) {
            answer.append("values", byText(reply.getArray("values")));
        }
        for (String field : new String[] {"n", "nModified", "upserted"}) {
            if (reply.containsKey(field)) {
                answer.append(field, reply.get(field));
            }
        }
        if (reply.containsKey("lastErrorObject")) {
            answer.append("lastErrorObject", reply.get("lastErrorObject"));
            answer.append("value", reply.get("value", BsonNull.VALUE));
        }
        BsonArray refusals = new BsonArray();
        for (BsonValue error : reply.getArray("writeErrors", new BsonArray())) {
            BsonDocument failure = error.asDocument();
            refusals.add(refusal(failure.getNumber("code").intValue()).append("index", failure.get("index")));
        }
        return settled(refusals.isEmpty() ? answer : answer.append("writeErrors", refusals))
                .asDocument();
    }

    /// The first two numbers are something that programs decide by.
    static BsonDocument refusal(int code) {
        return document(
                "refused",
                switch (code) {
                    case 11000 -> text("duplicate key");
                    case 121 -> text("validation");
                    case 171 -> text("arrays in two fields of an index");
                    default -> text("yes");
                });
    }

    static boolean isRefusal(BsonDocument answer) {
        return answer.containsKey("refused") || answer.containsKey("writeErrors");
    }

    /// What comes out of a facet has no order that a sort by arrays determines.
    private static BsonArray facets(BsonDocument command, BsonArray found) {
        if (!Commands.uses(command, "$facet")) {
            return found;
        }
        BsonArray sorted = new BsonArray();
        for (BsonValue document : found) {
            BsonDocument facets = new BsonDocument();
            document.asDocument()
                    .forEach((name, value) ->
                            facets.append(name, value instanceof BsonArray array ? byText(array) : value));
            sorted.add(facets);
        }
        return sorted;
    }

    private static BsonArray byText(BsonArray items) {
        return new BsonArray(items.stream()
                .sorted(Comparator.comparing(item -> Program.json(document("", sorted(item)))))
                .toList());
    }

    static BsonArray byIdentity(BsonArray documents) {
        return new BsonArray(documents.stream()
                .sorted(Comparator.comparing(found ->
                        evened(found.asDocument().get("_id", BsonNull.VALUE)).toString()))
                .toList());
    }

    /// With one value for each new ObjectId and for each time of day.
    static BsonValue settled(BsonValue value) {
        return mapped(value, Answers::settledLeaf);
    }

    private static BsonValue settledLeaf(BsonValue leaf) {
        return switch (leaf) {
            case BsonObjectId id when id.getValue().getTimestamp() > NEW_CENTURY -> text("a new ObjectId");
            case BsonDateTime time
            when Math.abs(time.getValue() - System.currentTimeMillis()) < AN_HOUR -> text("the time of day");
            case BsonString words when words.getValue().startsWith(today()) -> text("the time of day");
            case BsonNumber number
            when Math.abs(number.doubleValue() - System.currentTimeMillis()) < AN_HOUR -> text("the time of day");
            case BsonDecimal128 number
            when Math.abs(asDouble(number) - System.currentTimeMillis()) < AN_HOUR -> text("the time of day");
            default -> leaf;
        };
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC) + "T";
    }

    /// With all numbers as doubles: for answers that may show either of two equal values.
    static BsonValue evened(BsonValue value) {
        return mapped(
                value, leaf -> leaf.isNumber() || leaf.isDecimal128() ? new BsonDouble(asDouble(leaf) + 0.0) : leaf);
    }

    /// Evened, and the arrays of the answer in the order of what they then hold.
    static BsonValue evenedUnordered(BsonDocument answer) {
        BsonDocument even = new BsonDocument();
        answer.forEach((name, value) -> {
            BsonValue evened = evened(value);
            even.append(name, evened instanceof BsonArray array ? byText(array) : evened);
        });
        return even;
    }

    /// With doubles of twelve digits, and zero for what is next to nothing.
    static BsonValue rounded(BsonValue value) {
        return mapped(
                value,
                leaf -> leaf.isDouble() && Double.isFinite(leaf.asDouble().getValue())
                        ? new BsonDouble(rounded(leaf.asDouble().getValue()))
                        : leaf);
    }

    private static double rounded(double number) {
        return Math.abs(number) < 1e-15 ? 0 : new BigDecimal(number, new MathContext(12)).doubleValue();
    }

    static double asDouble(BsonValue number) {
        if (number.isDecimal128()) {
            return Double.parseDouble(number.asDecimal128().getValue().toString());
        }
        return number.asNumber().doubleValue();
    }

    /// With the fields of all documents in alphabetical order.
    static BsonValue sorted(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                BsonDocument sorted = new BsonDocument();
                new TreeMap<>(document).forEach((name, field) -> sorted.put(name, sorted(field)));
                yield sorted;
            }
            case BsonArray array ->
                new BsonArray(array.stream().map(Answers::sorted).toList());
            default -> value;
        };
    }

    static BsonValue mapped(BsonValue value, UnaryOperator<BsonValue> leaf) {
        return switch (value) {
            case BsonDocument document -> {
                BsonDocument mapped = new BsonDocument();
                document.forEach((name, field) -> mapped.put(name, mapped(field, leaf)));
                yield mapped;
            }
            case BsonArray array ->
                new BsonArray(array.stream().map(item -> mapped(item, leaf)).toList());
            default -> leaf.apply(value);
        };
    }
}
