package io.automedia.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Reads a properties record from settings, as the application does.
public final class Bound {
    private Bound() {}

    /// The record with these settings, such as `automedia.port=0`, and its defaults.
    public static <T extends Record> T to(Class<T> type, String... settings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            map.put(pair[0], pair[1]);
        }
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate(prefix, type);
    }
}
