package io.automedia.embeddedmongodb.differential;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs generated programs on both servers and collects what differs.
final class Campaign {
    private static final int COMMANDS_A_PROGRAM = 50;
    private static final int RUNS_TO_SHRINK = 250;

    private final Pair pair;
    private final PrintStream log;
    private final List<Difference> differences = new ArrayList<>();
    private int cases;
    private int unexplained;

    Campaign(Pair pair, PrintStream log) {
        this.pair = pair;
        this.log = log;
    }

    /// @param seed of the first program; each further one has the next
    /// @param most how many differences are made small and printed; the others are counted only
    void run(long seed, int wanted, int most) {
        long begin = System.nanoTime();
        for (long next = seed; cases < wanted; next++) {
            int commands = Math.min(COMMANDS_A_PROGRAM, wanted - cases);
            for (Difference difference : pair.run(new Generator(next).program(commands))) {
                unexplained++;
                if (differences.size() < most) {
                    report(next, difference);
                }
            }
            cases += commands;
            if (cases % 5_000 == 0 || cases == wanted) {
                Duration spent = Duration.ofNanos(System.nanoTime() - begin);
                log.printf(
                        "%,d cases, seeds %d to %d, %d s, unexplained differences: %d%n",
                        cases, seed, next, spent.toSeconds(), unexplained);
            }
        }
        pair.explained().forEach((reason, count) -> log.printf("%,9d  %s%n", count, reason));
    }

    private void report(long seed, Difference found) {
        Difference small = Shrinker.shrink(pair, found, RUNS_TO_SHRINK);
        differences.add(small);
        log.printf("# seed %d%n%s%s%n", seed, small.text(), pair.complaints(small.command()));
    }

    int unexplained() {
        return unexplained;
    }

    List<Difference> differences() {
        return differences;
    }
}
