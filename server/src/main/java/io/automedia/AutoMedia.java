package io.automedia;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The application. The command line starts it.
@SpringBootApplication
@EnableScheduling
public class AutoMedia {}
