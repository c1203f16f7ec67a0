package io.automedia.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `automedia demo`: as `start`, with a demo account and a stream of posts.
@Command(name = "demo", description = "Starts AutoMedia with a demo account and plays a stream of posts through it.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "How many times faster than written the story is played (default 8: about 20 posts a minute).")
    private double speed = 8;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Plays the posts of this file (.jsonl, .jsonl.gz) in the order of their times instead.")
    private @Nullable Path from;

    @Parameters(arity = "0..*", paramLabel = "--property=value", description = "Settings for this run.")
    private List<String> properties = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Usage.requireSettings(command, properties);
        List<String> all = new ArrayList<>(properties);
        all.add("--automedia.demo.enabled=true");
        all.add("--automedia.demo.speed=" + speed);
        if (from != null) {
            if (!Files.isReadable(from) || Files.isDirectory(from)) {
                throw new CommandFailure("The file " + from + " can't be read: check the name and its permissions.");
            }
            all.add("--automedia.demo.from=" + from.toAbsolutePath());
        }
        return StartCommand.serve(
                all, context -> context.getBean(DemoAccount.class).open());
    }
}
