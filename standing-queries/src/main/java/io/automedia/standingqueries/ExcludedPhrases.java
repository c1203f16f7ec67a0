package io.automedia.standingqueries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Numbers what queries exclude from 1 on, the same for all queries that exclude the same, and keeps it in the table of
/// phrases as long as a query uses it. The writer's own.
final class ExcludedPhrases {
    private final PhraseTable table;
    private final Map<Set<List<String>>, Use> uses = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int highest;

    ExcludedPhrases(PhraseTable table) {
        this.table = table;
    }

    int use(Set<List<String>> sequences) {
        Use use = uses.get(sequences);
        if (use == null) {
            Integer freed = free.poll();
            Use added = new Use(freed == null ? ++highest : freed);
            uses.put(Set.copyOf(sequences), added);
            sequences.forEach(sequence -> table.add(sequence, Posting.exclude(added.number)));
            use = added;
        }
        use.count++;
        return use.number;
    }

    void leave(Set<List<String>> sequences) {
        Use use = uses.get(sequences);
        if (use != null && --use.count == 0) {
            sequences.forEach(sequence -> table.remove(sequence, Posting.exclude(use.number)));
            uses.remove(sequences);
            free.add(use.number);
        }
    }

    private static final class Use {
        private final int number;
        private int count;

        Use(int number) {
            this.number = number;
        }
    }
}
