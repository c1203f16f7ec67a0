package io.automedia.updates;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Storage and updates alone.
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({"io.automedia.storage", "io.automedia.updates"})
class UpdatesApplication {}
