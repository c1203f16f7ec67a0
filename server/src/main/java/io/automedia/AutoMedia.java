package io.automedia;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The application. The command line starts it; its own main method is for the build, which finds out the beans with
/// it.
@SpringBootApplication
@EnableScheduling
public class AutoMedia {
    public static void main(String[] args) {
        SpringApplication.run(AutoMedia.class, args);
    }
}
