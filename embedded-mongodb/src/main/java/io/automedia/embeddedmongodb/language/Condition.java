package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.FieldPath;
import io.automedia.embeddedmongodb.bson.RawValue;
import java.util.List;
import java.util.Set;
import org.bson.BsonRegularExpression;

/// A parsed filter. Planners read it; [Filter] compiles it. Conjunctions are flat, `$ne`, `$nin` and `$exists: false`
/// are a [Not] around their opposite, `$all` is an [And].
public sealed interface Condition {
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Nor(List<Condition> parts) implements Condition {
        public Nor {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /// Every document, or none.
    record Constant(boolean value) implements Condition {}

    /// `$expr`.
    record Computed(Expression expression) implements Condition {}

    /// `$jsonSchema`.
    record Schema(SchemaValidator validator) implements Condition {}

    /// A condition on the values at one path; arrays are entered as MongoDB does.
    sealed interface Leaf extends Condition {
        FieldPath path();
    }

    enum Operator {
        EQUAL("$eq"),
        LESS("$lt"),
        LESS_OR_EQUAL("$lte"),
        GREATER("$gt"),
        GREATER_OR_EQUAL("$gte");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    record Comparison(FieldPath path, Operator operator, RawValue value) implements Leaf {}

    /// `$in`: equal to one of the values, or text in which one of the expressions finds something.
    record In(FieldPath path, List<RawValue> values, List<Regex> expressions) implements Leaf {
        public In {
            values = List.copyOf(values);
            expressions = List.copyOf(expressions);
        }
    }

    record Exists(FieldPath path) implements Leaf {}

    /// `$type`, by the numbers of the types on the wire.
    record HasType(FieldPath path, Set<Byte> types) implements Leaf {
        public HasType {
            types = Set.copyOf(types);
        }
    }

    record Regex(FieldPath path, BsonRegularExpression expression) implements Leaf {
        /// The text with which everything that matches begins; empty when that is not known.
        public String literalPrefix() {
            return RegexTranslation.literalPrefix(expression);
        }
    }

    record Modulo(FieldPath path, long divisor, long remainder) implements Leaf {}

    record Size(FieldPath path, long size) implements Leaf {}

    /// `$elemMatch` on the documents inside an array.
    record ElementMatch(FieldPath path, Condition element) implements Leaf {}

    /// `$elemMatch` with operators on the values of an array themselves; the paths inside are meaningless.
    record ElementValueMatch(FieldPath path, Condition element) implements Leaf {}

    /// `$bitsAllSet` and its siblings; the positions are a mask, lowest byte first.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bits(FieldPath path, BitTest test, byte[] positions) implements Leaf {
        public enum BitTest {
            ALL_SET,
            ALL_CLEAR,
            ANY_SET,
            ANY_CLEAR
        }
    }
}
