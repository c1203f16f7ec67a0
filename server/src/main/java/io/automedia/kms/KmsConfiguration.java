package io.automedia.kms;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Key services, as the variables of this process say who asks them.
@Configuration(proxyBeanMethods = false)
class KmsConfiguration {
    @Bean
    KeyServices keyServices(Clock clock) {
        return new KeyServices(System.getenv(), Path.of(System.getProperty("user.home", "")), clock);
    }
}
