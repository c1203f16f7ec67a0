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

    /// Whether a generated case differs because of what the independent server is known to do: it counts
    /// booleans as numbers, refuses to unset inside arrays, makes parents for `$pop` and `$pull` where there is
    /// nothing to take from, evaluates operands that MongoDB never looks at, compares numbers inside listed arrays
    /// with their types, and takes no missing value for null inside `$elemMatch`. In one thing the embedded server
    /// deviates: an update that leaves the same bytes never counts as modified.
    static boolean isExplained(String what, String ours, String theirs) {
        return what.startsWith("update") ? isExplainedUpdate(what, ours, theirs) : isExplainedQuery(what, theirs);
    }

    private static boolean isExplainedUpdate(String what, String ours, String theirs) {
        boolean ourRefusal = ours.equals("refused");
        boolean theirRefusal = theirs.equals("refused");
        boolean addsToBooleans = (what.contains("$inc") || what.contains("$mul")) && ourRefusal;
        boolean refusesToUnset = what.contains("$unset") && theirRefusal;
        boolean makesParents = (what.contains("$pop") || what.contains("$pull")) && !ourRefusal && !theirRefusal;
        boolean onlyCounts = ours.replace("modified 0", "modified 1").equals(theirs);
        return addsToBooleans || refusesToUnset || makesParents || onlyCounts;
    }

    private static boolean isExplainedQuery(String what, String theirs) {
        boolean listsArrays = what.contains("in\": [[");
        boolean looksForNullInItems = what.contains("$elemMatch") && what.contains("null");
        boolean refuses = what.startsWith("aggregate") && theirs.equals("refused");
        return listsArrays || looksForNullInItems || refuses;
    }
}
