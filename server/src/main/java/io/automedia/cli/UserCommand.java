package io.automedia.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `automedia user …`: what only who runs the machine can do for the accounts of an instance.
@Command(name = "user", description = "Helps people with their accounts.")
final class UserCommand {
    private static final int DONE = 0;

    @Command(
            name = "reset-two-factor",
            description = "Lets somebody who lost his authenticator and his recovery codes sign in by his password.")
    int resetTwoFactor(@Parameters(paramLabel = "EMAIL", description = "The address of the account.") String email)
            throws Exception {
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            System.out.println(
                    instance.resetTwoFactor(email)
                            ? "Two-factor authentication of " + email + " is off: the password is enough to sign in."
                            : "Two-factor authentication of " + email + " was off already.");
            return DONE;
        }
    }

    @Command(
            name = "create-admin",
            description = "Makes an administrator: a new one, whose password is printed, or of who has an account.")
    int createAdmin(
            @Parameters(paramLabel = "EMAIL", description = "His address.") String email,
            @Option(
                            names = "--unconfirmed",
                            description =
                                    "Also of an account whose address nobody has confirmed: make sure whose it is.")
                    boolean unconfirmed)
            throws Exception {
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            System.out.println(instance.createAdmin(email, unconfirmed));
            return DONE;
        }
    }

    @Command(name = "activate", description = "Opens an account that was deactivated.")
    int activate(@Parameters(paramLabel = "EMAIL", description = "Its address.") String email) throws Exception {
        try (LocalInstance instance = LocalInstance.attachOrStart(Settings.read(List.of()))) {
            instance.activate(email);
            System.out.println("The account " + email + " is open.");
            return DONE;
        }
    }
}
