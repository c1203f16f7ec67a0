package io.automedia.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How secret fields are encrypted.
///
/// @param masterKey 32 bytes in base64 or the URI of a key in a key service, or several such, the first
/// of which encrypts, or paths of files that hold them; without it the data folder keeps them
/// @param masterKeyLost starts without the former master key, and gives up what was encrypted with it
@ConfigurationProperties("automedia")
record EncryptionProperties(
        @Nullable String masterKey, @DefaultValue("false") boolean masterKeyLost) {
    @Override
    public String toString() {
        return "EncryptionProperties[masterKey=" + (masterKey == null ? "in the data folder" : "configured") + "]";
    }
}
