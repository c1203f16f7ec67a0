package io.automedia.jobs;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Jobs and what they stand on, without pages.
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({"io.automedia.storage", "io.automedia.access", "io.automedia.updates", "io.automedia.jobs"})
class JobsApplication {}
