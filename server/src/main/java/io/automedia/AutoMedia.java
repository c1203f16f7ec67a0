package io.automedia;

import io.automedia.cli.CommandLineInterface;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The application, and its command line.
@SpringBootApplication
@EnableScheduling
public class AutoMedia {
    public static void main(String[] args) {
        System.exit(CommandLineInterface.run(args));
    }
}
