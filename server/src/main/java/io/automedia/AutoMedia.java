package io.automedia;

import io.automedia.cli.CommandLineInterface;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The application, and its command line.
@SpringBootApplication
public class AutoMedia {
    public static void main(String[] args) {
        System.exit(CommandLineInterface.run(args));
    }
}
