package io.automedia.faults;

import java.util.Map;
import java.util.function.IntConsumer;

/// A file of posts of which is known what becomes of each line: new posts, some of them again with other counters, some
/// again as they were, and some lines that are no posts.
final class CountedPosts {
    private static final int APART = 9;

    private final StringBuilder lines = new StringBuilder();
    private final int first;
    private int posts;
    private int changed;
    private int repeated;
    private int broken;

    /// @param first how many lines come before the repetitions
    CountedPosts(int first) {
        this.first = first;
        for (int i = 0; i < first; i++) {
            if (isBroken(i)) {
                lines.append("line ").append(i).append(" is no post\n");
                broken++;
            } else {
                line(i, i % 50);
                posts++;
            }
        }
        each(0, i -> {
            line(i, i % 50 + 1_000);
            changed++;
        });
        each(1, i -> {
            line(i, i % 50);
            repeated++;
        });
    }

    private void each(int from, IntConsumer again) {
        for (int i = from; i < first; i += APART) {
            if (!isBroken(i)) {
                again.accept(i);
            }
        }
    }

    private static boolean isBroken(int i) {
        return i % 100 == 99;
    }

    private void line(int i, int likes) {
        lines.append("""
                {"platform":"twitter","platformId":"%d","author":{"id":"%d","username":"person%d"},"content":{"text":\
                "Report %d from the bridge: snow since noon, and the number %d tram is late again #winter%d"},\
                "metadata":{"engagement":{"likes":%d}},"publishedAt":"2026-01-%02dT09:30:00Z"}
                """.formatted(i, i % 500, i % 500, i, i % 17, i % 40, likes, 1 + i % 28));
    }

    String text() {
        return lines.toString();
    }

    int posts() {
        return posts;
    }

    int read() {
        return posts + changed + repeated + broken;
    }

    /// What an import of it counts.
    Map<String, Integer> counts() {
        return Map.of("read", read(), "created", posts, "updated", changed, "unchanged", repeated, "rejected", broken);
    }

    /// What a further import of it counts: what had changed changes back, and again.
    Map<String, Integer> countsAgain() {
        return Map.of(
                "read",
                read(),
                "created",
                0,
                "updated",
                2 * changed,
                "unchanged",
                posts - changed + repeated,
                "rejected",
                broken);
    }
}
