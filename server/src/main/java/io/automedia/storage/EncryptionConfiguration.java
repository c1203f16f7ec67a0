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
        MasterKey master = MasterKey.find(properties.masterKey(), folder)
                .orElseGet(() -> newMasterKey(database, folder, properties.masterKeyLost()));
        return new FieldEncryption(EncryptionKeys.open(database, master, properties.masterKeyLost(), clock));
    }

    private static MasterKey newMasterKey(MongoDatabase database, DataFolder folder, boolean formerIsLost) {
        if (EncryptionKeys.areIn(database) && !formerIsLost) {
            throw new MasterKeyException("There is no master key, but database " + database.getName()
                    + " holds secrets encrypted with one: put its file back as " + MasterKey.file(folder)
                    + ", or set AUTOMEDIA_MASTER_KEY, the same on every node. Nothing was changed. "
                    + EncryptionKeys.WHEN_LOST);
        }
        return MasterKey.make(folder);
    }
}
