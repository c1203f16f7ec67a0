package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import io.automedia.kms.KeyServices;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sets up the encryption of secret fields.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionProperties.class)
class EncryptionConfiguration {
    /// As the variables of this process say who asks them.
    @Bean
    KeyServices keyServices(Clock clock) {
        return new KeyServices(System.getenv(), Path.of(System.getProperty("user.home", "")), clock);
    }

    @Bean
    MasterKeys masterKeys(
            EncryptionProperties properties,
            DataFolder folder,
            KeyServices services,
            MongoDatabase database,
            InstalledSchema installed) {
        return MasterKeys.find(properties.masterKey(), folder, services)
                .orElseGet(() -> newMasterKey(database, folder, services, properties.masterKeyLost()));
    }

    private static MasterKeys newMasterKey(
            MongoDatabase database, DataFolder folder, KeyServices services, boolean formerIsLost) {
        if (EncryptionKeys.areIn(database) && !formerIsLost) {
            throw new MasterKeyException("There is no master key, but database " + database.getName()
                    + " holds secrets encrypted with one: put its file back as " + MasterKeys.file(folder)
                    + ", or set AUTOMEDIA_MASTER_KEY, the same on every node. Nothing was changed. "
                    + EncryptionKeys.WHEN_LOST);
        }
        return MasterKeys.make(folder, services);
    }

    @Bean
    EncryptedTexts encryptedTexts(MongoDatabase database, InstalledSchema installed) {
        return new EncryptedTexts(database, installed.collections());
    }

    @Bean
    EncryptionKeys encryptionKeys(
            EncryptionProperties properties,
            MasterKeys masters,
            MongoDatabase database,
            Clock clock,
            EncryptedTexts texts) {
        return EncryptionKeys.open(database, masters, properties.masterKeyLost(), clock, texts);
    }

    @Bean
    FieldEncryption fieldEncryption(EncryptionKeys keys) {
        return new FieldEncryption(keys);
    }
}
