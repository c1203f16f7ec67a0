package io.automedia.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How secret fields are encrypted.
///
/// @param masterKey 32 bytes in base64, or the path of a file that holds them; without it the data
/// folder keeps one
@ConfigurationProperties("automedia")
record EncryptionProperties(@Nullable String masterKey) {
    @Override
    public String toString() {
        return "EncryptionProperties[masterKey=" + (masterKey == null ? "in the data folder" : "configured") + "]";
    }
}
