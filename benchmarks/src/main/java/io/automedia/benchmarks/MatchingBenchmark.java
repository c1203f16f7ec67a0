package io.automedia.benchmarks;

import io.automedia.standingqueries.Filters;
import io.automedia.standingqueries.Match;
import io.automedia.standingqueries.Query;
import io.automedia.standingqueries.StandingQueries;
import io.automedia.standingqueries.Text;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// Posts a second on one thread, by number of standing queries, beside a scan that looks for every term of every query
/// in the lower-case text.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "-XX:+UseSerialGC"})
@Threads(1)
public class MatchingBenchmark {

    /// The queries and the posts that are matched in turn.
    @State(Scope.Thread)
    public static class Standing {
        @Param({"1000", "10000", "100000", "1000000"})
        int queries;

        private final StandingQueries standing = new StandingQueries();
        private final MatchingWorkload workload = new MatchingWorkload();
        private final List<Query> changes = new ArrayList<>();
        private int next;

        @Setup(Level.Trial)
        public void load() {
            long before = used();
            long start = System.nanoTime();
            for (int id = 0; id < queries; id++) {
                standing.put(workload.query(id));
            }
            double each = (System.nanoTime() - start) / 1e3 / queries;
            System.out.printf(Locale.ROOT, "%n%d queries: %.1f µs each to make and put", queries, each);
            System.out.printf(Locale.ROOT, ", %d MB", (used() - before) >> 20);
            long matches = 0;
            for (Text post : workload.posts()) {
                matches += standing.matchingIds(post).length;
            }
            System.out.printf(
                    Locale.ROOT,
                    ", %.2f matches a post%n",
                    (double) matches / workload.posts().size());
            for (int i = 0; i < 4096; i++) {
                changes.add(workload.query(i % queries));
            }
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        Text post() {
            next = next + 1 < workload.posts().size() ? next + 1 : 0;
            return workload.posts().get(next);
        }

        Query change() {
            next = (next + 1) & 4095;
            return changes.get(next);
        }
    }

    /// Operations by CPU time, which other work on the machine doesn't change much.
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Cpu {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long operations;
        private long start;
        private long nanos;

        @Setup(Level.Iteration)
        public void begin() {
            operations = 0;
            start = threads.getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = threads.getCurrentThreadCpuTime() - start;
        }

        public double perCpuSecond() {
            return operations * 1e9 / Math.max(1, nanos);
        }
    }

    /// The same queries as lists to go through.
    @State(Scope.Thread)
    public static class Scanned {
        private final MatchingWorkload workload = new MatchingWorkload();
        private final List<Query> queries = new ArrayList<>();
        private int next;

        @Setup(Level.Trial)
        public void load() {
            for (int id = 0; id < 1000; id++) {
                queries.add(workload.query(id));
            }
        }
    }

    /// With relevance and all hits.
    @Benchmark
    public List<Match> match(Standing state, Cpu cpu) {
        cpu.operations++;
        return state.standing.match(state.post());
    }

    @Benchmark
    public long[] matchingIds(Standing state, Cpu cpu) {
        cpu.operations++;
        return state.standing.matchingIds(state.post());
    }

    /// A query replaced by another one.
    @Benchmark
    public void change(Standing state, Cpu cpu) {
        cpu.operations++;
        state.standing.put(state.change());
    }

    @Benchmark
    public List<Long> scanOf1000(Scanned state, Cpu cpu) {
        cpu.operations++;
        state.next = state.next + 1 < state.workload.posts().size() ? state.next + 1 : 0;
        Text post = state.workload.posts().get(state.next);
        String lower = post.parts().getFirst().toLowerCase(Locale.ROOT);
        List<Long> matches = new ArrayList<>();
        for (Query query : state.queries) {
            if (passes(query.filters(), post)
                    && query.terms().stream().anyMatch(term -> has(lower, term.text()))
                    && query.excludes().stream().noneMatch(exclude -> has(lower, exclude))) {
                matches.add(query.id());
            }
        }
        return matches;
    }

    private static boolean has(String lower, String term) {
        return lower.contains(term.toLowerCase(Locale.ROOT));
    }

    private static boolean passes(Filters filters, Text post) {
        for (Map.Entry<String, Long> minimum : filters.minimums().entrySet()) {
            if (post.counts().getOrDefault(minimum.getKey(), 0.0) < minimum.getValue()) {
                return false;
            }
        }
        String language = post.language();
        return isOne(filters.platforms(), post.platform())
                && (language == null || isOne(filters.languages(), language));
    }

    private static boolean isOne(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
