package io.automedia;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The application.
@SpringBootApplication
public class AutoMedia {
    public static void main(String[] args) {
        SpringApplication.run(AutoMedia.class, args);
    }
}
