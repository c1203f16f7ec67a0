package io.automedia.jobs;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Jobs and what they stand on. No stereotype: the application's own scan must not find it.
@EnableAutoConfiguration
@ComponentScan({"io.automedia.storage", "io.automedia.access", "io.automedia.updates", "io.automedia.jobs"})
class JobsApplication {}
