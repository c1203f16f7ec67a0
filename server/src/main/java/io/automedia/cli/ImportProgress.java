package io.automedia.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Shows how far an import is: a bar that is redrawn in a terminal, a plain line every few seconds elsewhere.
final class ImportProgress {
    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int ERRORS_SHOWN = 20;

    private final String name;
    private final boolean only;
    private final boolean terminal;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long started;
    private long nextLine;

    ImportProgress(String name, boolean only, boolean terminal, PrintStream out, LongSupplier nanoTime) {
        this.name = name;
        this.only = only;
        this.terminal = terminal;
        this.out = out;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.nextLine = started;
    }

    /// @param only whether the command imports this file alone: its end is then that of the command, which says it
    static ImportProgress onThisTerminal(String name, boolean only) {
        return new ImportProgress(
                name,
                only,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                System.err,
                System::nanoTime);
    }

    void show(ImportJob job) {
        if (terminal) {
            out.print("\r" + bar(job.progress()) + " " + state(job) + "\u001b[K");
            out.flush();
        } else if (nanoTime.getAsLong() - nextLine >= 0) {
            nextLine = nanoTime.getAsLong() + BETWEEN_LINES.toNanos();
            out.println(name + ": " + state(job));
        }
    }

    void end(ImportJob job) {
        if (terminal) {
            out.print("\r\u001b[K");
        }
        if (!terminal || !only) {
            out.println(name + ": " + job.counts().summary(elapsedSeconds()));
        }
        job.errors().stream().limit(ERRORS_SHOWN).forEach(error -> out.println("  " + error));
        long more = job.counts().rejected() - Math.min(job.errors().size(), ERRORS_SHOWN);
        if (more > 0) {
            out.println("  and " + more + " more");
        }
    }

    private String state(ImportJob job) {
        double seconds = elapsedSeconds();
        String left = job.progress() <= 0
                ? ""
                : String.format(Locale.ROOT, ", %s left", clock(seconds / job.progress() * (1 - job.progress())));
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %,d posts, %,.0f/s%s",
                job.progress() * 100,
                job.counts().read(),
                seconds == 0 ? 0 : job.counts().read() / seconds,
                left);
    }

    private double elapsedSeconds() {
        return (nanoTime.getAsLong() - started) / 1e9;
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    private static String bar(double progress) {
        int full = (int) Math.round(progress * WIDTH);
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }
}
