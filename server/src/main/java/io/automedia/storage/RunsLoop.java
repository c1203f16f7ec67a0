package io.automedia.storage;

import org.springframework.context.SmartLifecycle;

/// A bean whose background work is one [LeasedLoop]: it starts and stops with the application.
public interface RunsLoop extends SmartLifecycle {
    /// The same one each time.
    LeasedLoop loop();

    @Override
    default void start() {
        loop().start();
    }

    @Override
    default void stop() {
        loop().stop();
    }

    @Override
    default boolean isRunning() {
        return loop().isRunning();
    }
}
