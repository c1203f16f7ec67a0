package io.automedia.embeddedmongodb.planner;

import org.jspecify.annotations.Nullable;

/// Finds documents in small steps, so that two can race.
interface HitStream extends AutoCloseable {
    /// To fetch and to check a document costs as much as so many keys.
    int KEYS_A_DOCUMENT = 16;

    enum Step {
        /// `hit()` has one more
        HIT,
        /// some work was done, nothing came out of it yet
        WORKED,
        END
    }

    Step step();

    /// Does a little and tells over how many hits, up to `most`, it has moved by that; -1 at the end.
    default long skip(long most) {
        return switch (step()) {
            case HIT -> 1;
            case WORKED -> 0;
            case END -> -1;
        };
    }

    Hit hit();

    long keysExamined();

    long docsExamined();

    /// What it has cost so far, in keys.
    default long work() {
        return keysExamined() + KEYS_A_DOCUMENT * docsExamined();
    }

    @Override
    void close();

    /// The next hit however long it takes, or null at the end.
    default @Nullable Hit next() {
        while (true) {
            switch (step()) {
                case HIT -> {
                    return hit();
                }
                case END -> {
                    return null;
                }
                case WORKED -> {
                    // goes on
                }
            }
        }
    }
}
