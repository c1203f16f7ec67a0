package io.automedia.standingqueries;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Packs filters into 30 bits: a text has one bit for each of its properties, and passes if the filters' signature has
/// all of them. Values beyond a field's width share a bit; filters that use it are looked at once more, exactly.
final class Signatures {
    static final int ANY = (1 << 30) - 1;
    private static final int UNVERIFIED = 1 << 29;
    private static final int SHARED = 1 << 5 | 1 << 13 | 1 << 22 | 1 << 27;

    private final Field platforms = new Field(0, 7);
    private final Field types = new Field(7, 8);
    private final Field languages = new Field(15, 9);
    private final Field sentiments = new Field(24, 5);

    /// What a query's postings carry. Numbers values that are new, so call it before the query can be seen.
    int of(Filters filters) {
        return platforms.mask(filters.platforms())
                | types.mask(filters.types())
                | languages.mask(filters.languages())
                | sentiments.mask(filters.sentiments())
                | (filters.verifiedOnly() ? 0 : UNVERIFIED);
    }

    /// Whether the signature says all there is to say about the filters' sets, whatever the text.
    boolean isExact(Filters filters) {
        int signature = of(filters);
        return platforms.isAnyOrWithout(signature, filters.platforms())
                && types.isAnyOrWithout(signature, filters.types())
                && languages.isAnyOrWithout(signature, filters.languages())
                && sentiments.isAnyOrWithout(signature, filters.sentiments());
    }

    /// Whether the text has no value that shares its bit with others: then any filters' signature is exact for it.
    static boolean isExact(int textSignature) {
        return (textSignature & SHARED) == 0;
    }

    int of(Text text) {
        String language = text.language();
        String sentiment = text.sentiment();
        return platforms.bit(Filters.lower(text.platform()))
                | types.bit(Filters.lower(text.type()))
                | languages.bit(language == null ? null : Filters.language(language))
                | sentiments.bit(sentiment == null ? null : Filters.lower(sentiment))
                | (text.verified() ? 0 : UNVERIFIED);
    }

    /// One property: the lowest bits for values by order of appearance, then one for all others, then one for none.
    private static final class Field {
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        private final int shift;
        private final int exact;

        Field(int shift, int width) {
            this.shift = shift;
            this.exact = width - 2;
        }

        int mask(Set<String> values) {
            if (values.isEmpty()) {
                return ((1 << (exact + 2)) - 1) << shift;
            }
            int mask = 0;
            for (String value : values) {
                numbers.putIfAbsent(value, numbers.size());
                mask |= bit(value);
            }
            return mask;
        }

        boolean isAnyOrWithout(int signature, Set<String> values) {
            return values.isEmpty() || (signature & SHARED & mask(Set.of())) == 0;
        }

        int bit(@Nullable String value) {
            Integer number = value == null ? null : numbers.get(value);
            return 1 << (shift + (number == null ? exact + 1 : Math.min(number, exact)));
        }
    }
}
