package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the keys of several walks in turns until the smallest has ended, so that nobody has to guess which
/// it is. Then takes out what the others lack, as far as reading on in them costs less than looking at
/// documents.
final class Gathering implements AutoCloseable {
    /// Of the walk that is probably the smallest; of the others less.
    private static final int KEYS_A_TURN = 64;
    /// So few documents are looked at sooner than anything is compared.
    private static final int FEW = 200;
    /// What is kept of each walk at most; whoever has more than that is not gathered.
    private static final int MOST_RECORDS = 2_000_000;

    private final List<Walk> walks;
    private final List<RecordSource> sources = new ArrayList<>();
    private final List<Records> read = new ArrayList<>();
    private final Set<String> covered = new HashSet<>();
    private final boolean comparing;
    private int smallest = -1;
    private int compared;
    private long allowance;
    private Records result = new Records();

    /// @param comparing whether to go on when the smallest is known
    Gathering(List<Walk> walks, Snapshot snapshot, boolean comparing) {
        this.walks = likeliestFirst(walks, snapshot);
        this.comparing = comparing;
        for (Walk walk : this.walks) {
            sources.add(walk.open(snapshot));
            read.add(new Records());
        }
    }

    private static List<Walk> likeliestFirst(List<Walk> walks, Snapshot snapshot) {
        if (walks.size() == 1) {
            return walks;
        }
        return walks.stream()
                .map(walk -> new Estimated(walk, walk.approximateBytes(snapshot)))
                .sorted(Comparator.comparingLong(Estimated::bytes))
                .map(Estimated::walk)
                .toList();
    }

    private record Estimated(Walk walk, long bytes) {}

    /// Does a little; false when nothing is left to do.
    boolean step() {
        if (smallest < 0) {
            readInTurns();
            return smallest < 0 || isWorthComparing();
        }
        if (!isWorthComparing() || compared == walks.size()) {
            return false;
        }
        if (compared == smallest || isCompared(compared)) {
            compared++;
            allowance = 0;
        }
        return true;
    }

    private boolean isWorthComparing() {
        return comparing && result.size() > FEW;
    }

    private void readInTurns() {
        for (int i = 0; i < walks.size(); i++) {
            int keys = i == 0 ? KEYS_A_TURN : KEYS_A_TURN / 4;
            boolean ended = !read(i, sources.get(i).keysExamined() + keys);
            if (ended || read.get(i).size() > MOST_RECORDS) {
                smallest = i;
                result = read.get(i);
                covered.addAll(walks.get(i).covered());
                return;
            }
        }
    }

    /// False when the walk has ended.
    private boolean read(int position, long untilKeys) {
        RecordSource source = sources.get(position);
        Records records = read.get(position);
        while (source.keysExamined() < untilKeys) {
            if (!source.next()) {
                return false;
            }
            if (source.record() != RecordSource.NOTHING) {
                records.add(source.record());
            }
        }
        return true;
    }

    /// Reads on in another walk; true when it has ended or would cost more than it can save.
    private boolean isCompared(int other) {
        RecordSource source = sources.get(other);
        if (allowance == 0) {
            allowance = source.keysExamined() + (long) HitStream.KEYS_A_DOCUMENT * result.size();
        }
        if (covered.containsAll(walks.get(other).narrowed()) || source.keysExamined() >= allowance) {
            return true;
        }
        boolean ended = !read(other, source.keysExamined() + KEYS_A_TURN);
        if (ended) {
            result = result.in(read.get(other).asSet());
            covered.addAll(walks.get(other).covered());
        }
        return ended;
    }

    /// Whether the smallest walk was read to its end; else the result is only its beginning.
    boolean isComplete() {
        return result.size() <= MOST_RECORDS;
    }

    Walk smallest() {
        return walks.get(smallest);
    }

    /// The records of the smallest walk, without those that another one is known to lack.
    Records result() {
        return result;
    }

    /// The fields of which nothing is left to check.
    Set<String> covered() {
        return covered;
    }

    long keysExamined() {
        return sources.stream().mapToLong(RecordSource::keysExamined).sum();
    }

    @Override
    public void close() {
        sources.forEach(RecordSource::close);
    }
}
