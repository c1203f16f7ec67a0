package io.automedia.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `automedia test` is done by the launcher before Java starts; it is here so that the help lists it.
@Command(name = "test", description = "Runs all tests (needs the source tree and Maven).")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure("Run ./automedia test in the source tree.");
    }
}
