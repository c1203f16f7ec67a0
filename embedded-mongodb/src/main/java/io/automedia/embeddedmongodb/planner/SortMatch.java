package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.IndexField;
import java.util.List;
import java.util.function.IntPredicate;

/// How far the order of an index is the order that is wanted.
/// @param leading how many first fields of the index only take single values; behind them the wanted order begins
/// @param sortedFields how many fields of the wanted order follow there
/// @param backwards whether the index has to be walked against its order
record SortMatch(int leading, int sortedFields, boolean backwards) {

    static SortMatch of(
            SortPattern sort,
            List<IndexField> fields,
            IntPredicate constant,
            IntPredicate points,
            IntPredicate multikey) {
        int position = 0;
        int matched = 0;
        int leading = -1;
        Boolean backwards = null;
        while (position < fields.size() && matched < sort.fields().size()) {
            SortPattern.Field wanted = sort.fields().get(matched);
            IndexField field = fields.get(position);
            boolean same = field.path().dotted().equals(wanted.path().dotted()) && !multikey.test(position);
            if (same && constant.test(position)) {
                matched++;
                position++;
            } else if (same) {
                boolean against = field.descending() != wanted.descending();
                if (backwards != null && backwards != against) {
                    break;
                }
                backwards = against;
                leading = leading < 0 ? position : leading;
                matched++;
                position++;
            } else if (constant.test(position) || (leading < 0 && points.test(position))) {
                position++;
            } else {
                break;
            }
        }
        boolean onlyConstants = leading < 0;
        return new SortMatch(onlyConstants ? 0 : leading, matched, backwards != null && backwards);
    }
}
