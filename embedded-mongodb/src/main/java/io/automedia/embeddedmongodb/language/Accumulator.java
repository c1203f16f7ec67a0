package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.values.Array;
import io.automedia.embeddedmongodb.values.Document;
import io.automedia.embeddedmongodb.values.Numbers;
import io.automedia.embeddedmongodb.values.ValueKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bson.BsonNull;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/// What `$group` keeps per group and field.
sealed interface Accumulator {
    void add(@Nullable Object value);

    /// Whether a further value may change the result; else an argument is not even evaluated.
    default boolean wantsMore() {
        return true;
    }

    @Nullable
    Object result();

    static Accumulator named(String name) {
        return switch (name) {
            case "$sum", "$count" -> new Sum();
            case "$avg" -> new Average();
            case "$min" -> new Extreme(-1);
            case "$max" -> new Extreme(1);
            case "$first" -> new First();
            case "$last" -> new Last();
            case "$push" -> new Push();
            case "$addToSet" -> new AddToSet();
            case "$mergeObjects" -> new Merge();
            case "$stdDevPop" -> new Deviation(0);
            case "$stdDevSamp" -> new Deviation(1);
            default -> throw MongoError.location(15952, "unknown group operator '" + name + "'");
        };
    }

    final class Sum implements Accumulator {
        private Object sum = 0;

        @Override
        public void add(@Nullable Object value) {
            if (value != null && Numbers.isNumber(value)) {
                sum = Numbers.add(sum, value);
            }
        }

        @Override
        public Object result() {
            return sum;
        }
    }

    final class Average implements Accumulator {
        private Object sum = 0;
        private long count;

        @Override
        public void add(@Nullable Object value) {
            if (value != null && Numbers.isNumber(value)) {
                sum = Numbers.add(sum, value);
                count++;
            }
        }

        @Override
        public Object result() {
            if (count == 0) {
                return BsonNull.VALUE;
            }
            if (sum instanceof Decimal128 decimal && !decimal.isNaN() && !decimal.isInfinite()) {
                return Numbers.decimal(
                        Numbers.toBigDecimal(decimal).divide(BigDecimal.valueOf(count), MathContext.DECIMAL128));
            }
            return sum instanceof Decimal128 ? sum : (Object) (Numbers.toDouble(sum) / count);
        }
    }

    final class Extreme implements Accumulator {
        private final int sign;
        private @Nullable Object extreme;

        Extreme(int sign) {
            this.sign = sign;
        }

        @Override
        public void add(@Nullable Object value) {
            if (value != null
                    && !Expression.isNullish(value)
                    && (extreme == null || LogicOperators.compare(value, extreme) * sign > 0)) {
                extreme = value;
            }
        }

        @Override
        public Object result() {
            return LogicOperators.orNull(extreme);
        }
    }

    final class First implements Accumulator {
        private boolean seen;
        private @Nullable Object first;

        @Override
        public void add(@Nullable Object value) {
            if (!seen) {
                seen = true;
                first = value;
            }
        }

        @Override
        public boolean wantsMore() {
            return !seen;
        }

        @Override
        public Object result() {
            return LogicOperators.orNull(first);
        }
    }

    final class Last implements Accumulator {
        private @Nullable Object last;

        @Override
        public void add(@Nullable Object value) {
            last = value;
        }

        @Override
        public Object result() {
            return LogicOperators.orNull(last);
        }
    }

    final class Push implements Accumulator {
        private final Array items = new Array();

        @Override
        public void add(@Nullable Object value) {
            if (value != null) {
                items.add(value);
            }
        }

        @Override
        public Object result() {
            return items;
        }
    }

    final class AddToSet implements Accumulator {
        private final Set<ValueKey> items = new LinkedHashSet<>();

        @Override
        public void add(@Nullable Object value) {
            if (value != null) {
                items.add(new ValueKey(value));
            }
        }

        @Override
        public Object result() {
            Array array = new Array();
            items.forEach(key -> array.add(LogicOperators.orNull(key.value())));
            return array;
        }
    }

    final class Merge implements Accumulator {
        private final Document merged = new Document();

        @Override
        public void add(@Nullable Object value) {
            if (value instanceof Document document) {
                document.fields().forEach(merged::put);
            } else if (!Expression.isNullish(value)) {
                throw MongoError.location(
                        40400,
                        "$mergeObjects requires object inputs, but input is of type " + TypeOperators.nameOf(value));
            }
        }

        @Override
        public Object result() {
            return merged;
        }
    }

    /// Welford's way: stable in one pass.
    final class Deviation implements Accumulator {
        private final int lessOne;
        private long count;
        private double mean;
        private double squares;

        Deviation(int lessOne) {
            this.lessOne = lessOne;
        }

        @Override
        public void add(@Nullable Object value) {
            if (value != null && Numbers.isNumber(value)) {
                double number = Numbers.toDouble(value);
                count++;
                double delta = number - mean;
                mean += delta / count;
                squares += delta * (number - mean);
            }
        }

        @Override
        public Object result() {
            return count <= lessOne ? BsonNull.VALUE : (Object) Math.sqrt(squares / (count - lessOne));
        }
    }
}
