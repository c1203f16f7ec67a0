package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Index;
import io.automedia.embeddedmongodb.storage.KeyRange;
import java.util.List;
import java.util.Set;

/// A walk over one index.
/// @param groups ranges that are walked one after the other; several groups are merged by what follows
/// their common beginning
/// @param backwards whether the index is walked against its order
/// @param sortedFields how many fields of the wanted order the walk provides
/// @param exact whether every entry in the ranges is of a matching document
/// @param bounded whether the ranges are less than the whole index
/// @param points whether every range is one full key of a unique index
/// @param narrowed the fields whose conditions made the ranges
/// @param covered those of them whose conditions every entry in the ranges meets
public record ScanPlan(
        Index index,
        List<Group> groups,
        boolean backwards,
        int sortedFields,
        boolean exact,
        boolean bounded,
        boolean points,
        Set<String> narrowed,
        Set<String> covered) {

    /// Ranges that follow each other in the order of the index.
    /// @param prefixLength how many first bytes all keys of the group share; the bytes after them make the order
    public record Group(int prefixLength, List<KeyRange> ranges) {}

    /// Whether a document can come up more than once.
    public boolean repeats() {
        return index.isMultikey();
    }

    public int ranges() {
        return groups.stream().mapToInt(group -> group.ranges().size()).sum();
    }
}
