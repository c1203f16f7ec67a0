package io.automedia.users;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Reads the settings of this module.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UsersProperties.class, ApiKeyProperties.class, Plans.class})
class UsersConfiguration {}
