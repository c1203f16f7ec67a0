package io.automedia.outgoing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutgoingProperties.class)
class OutgoingConfiguration {
    @Bean
    Outgoing outgoing(OutgoingProperties properties) {
        return new Outgoing(properties);
    }
}
