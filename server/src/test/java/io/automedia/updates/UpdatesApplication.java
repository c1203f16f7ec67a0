package io.automedia.updates;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Storage and updates alone. No stereotype: the application's own scan must not find it.
@EnableAutoConfiguration
@ComponentScan({"io.automedia.storage", "io.automedia.access", "io.automedia.updates"})
class UpdatesApplication {}
