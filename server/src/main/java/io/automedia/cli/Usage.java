package io.automedia.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with how a command was called, in one sentence that tells what to do.
final class Usage {
    private static final Pattern SETTING = Pattern.compile("--[A-Za-z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*", Pattern.DOTALL);

    private Usage() {}

    /// Refuses what is no setting of the form `--automedia.port=0`.
    static void requireSettings(CommandSpec command, List<String> arguments) {
        for (String argument : arguments) {
            if (!SETTING.matcher(argument).matches()) {
                throw unknown(command, argument);
            }
        }
    }

    /// An argument that the command doesn't know.
    static ParameterException unknown(CommandSpec command, String argument) {
        return new ParameterException(command.commandLine(), "'" + argument + "' is not known");
    }

    static String sentence(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        boolean outermost = command.getParent() == null;
        String see = outermost
                ? "./automedia help lists the commands."
                : "./automedia help " + firstCommand(command) + " says what can be given.";
        return switch (failure) {
            case UnmatchedArgumentException unmatched
            when outermost -> "There is no command '" + unmatched.getUnmatched().getFirst() + "': " + see;
            case UnmatchedArgumentException unmatched ->
                "'" + unmatched.getUnmatched().getFirst() + "' is not known: " + see;
            case MissingParameterException missing when outermost -> "A command is missing: " + see;
            default -> firstLine(failure) + ": " + see;
        };
    }

    /// Of `schema diff` it is `schema`.
    private static String firstCommand(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null || parent.getParent() == null ? command.getCommandName() : firstCommand(parent);
    }

    private static String firstLine(ParameterException failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
