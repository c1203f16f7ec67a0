package io.automedia.geoip;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// From which file places are read.
///
/// @param geoipFile in MaxMind's format (`.mmdb`), of cities or countries; null for none
@ConfigurationProperties("automedia")
record GeoIpProperties(@Nullable Path geoipFile) {
    /// An empty text is none.
    GeoIpProperties {
        geoipFile = geoipFile == null || geoipFile.toString().isBlank() ? null : geoipFile;
    }
}
