package io.automedia.kms;

import java.io.InterruptedIOException;
import java.time.Duration;

/// How it is waited before something is tried again.
@FunctionalInterface
interface Pauses {
    Pauses REAL = Pauses::sleep;

    void pause(Duration time) throws InterruptedIOException;

    private static void sleep(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped meanwhile");
        }
    }
}
