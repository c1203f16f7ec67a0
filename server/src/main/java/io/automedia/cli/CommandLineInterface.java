package io.automedia.cli;

import ch.qos.logback.classic.Level;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `automedia COMMAND`. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected lines.
@Command(
        name = "automedia",
        description = "Collects posts from many networks, understands them and shows them live.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            UserCommand.class,
            KeysCommand.class,
            SchemaCommand.class,
            AuditCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Settings: properties automedia.* in automedia.yml, as --property=value of start",
            "and demo, or as variables:",
            "  AUTOMEDIA_PORT         8080; 0 = any free one",
            "  AUTOMEDIA_HOST         127.0.0.1",
            "  AUTOMEDIA_DATA         ./data",
            "  AUTOMEDIA_MONGODB_URI  set: no embedded MongoDB is started",
            "  AUTOMEDIA_REDIS_URI    set: no embedded Redis is started",
            "All of them are listed in docs/configuration.md."
        })
public final class CommandLineInterface {
    private CommandLineInterface() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// Runs one command to its end.
    ///
    /// @return the exit code of the process
    public static int run(String... args) {
        quietUntilConfigured();
        CommandLine commands = new CommandLine(new CommandLineInterface());
        Variables.warnings(System.getenv().keySet())
                .forEach(warning -> commands.getErr().println("automedia: " + warning));
        return commands.setUnmatchedOptionsArePositionalParams(true)
                .setParameterExceptionHandler((failure, arguments) -> {
                    CommandLine command = failure.getCommandLine();
                    command.getErr().println("automedia: " + Usage.sentence(failure));
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println("automedia: " + Failures.sentence(failure));
                    return failure instanceof CommandFailure known ? known.exitCode() : 1;
                })
                .execute(asked(args));
    }

    /// Who asks with `--help` or `-h`, anywhere, gets the help of that command.
    private static String[] asked(String... args) {
        if (Stream.of(args).noneMatch(Set.of("--help", "-h")::contains)) {
            return args;
        }
        return args[0].startsWith("-") ? new String[] {"help"} : new String[] {"help", args[0]};
    }

    /// Libraries used before, or without, the application's own logging only speak when something is wrong.
    private static void quietUntilConfigured() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
