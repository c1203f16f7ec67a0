package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sets up the encryption of secret fields.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionProperties.class)
class EncryptionConfiguration {
    @Bean
    FieldEncryption fieldEncryption(
            EncryptionProperties properties,
            DataFolder folder,
            MongoDatabase database,
            Clock clock,
            InstalledSchema installed) {
        return new FieldEncryption(new EncryptionKeys(database, MasterKey.take(properties.masterKey(), folder), clock));
    }
}
