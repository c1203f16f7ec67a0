package io.automedia.embeddedmongodb.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the independent server (FerretDB 2 over DocumentDB) is known to do differently from MongoDB 7, by the name of
/// the contract's test.
final class KnownDifferences {
    private static final Map<String, String> REASONS = Map.of(
            "unacknowledgedWritesArriveInOrder", "answers messages that ask for no answer, which breaks the connection",
            "aValidatorRefusesWithDetails", "refuses with a number of its own instead of 121",
            "duplicateKeyErrorsCarryPatternAndValue", "words the message differently and leaves the details out",
            "sortsByIndexAndWithoutAgree", "sorts an empty array after null instead of before it");

    private KnownDifferences() {}

    static @Nullable String reason(String test) {
        return REASONS.get(test);
    }
}
