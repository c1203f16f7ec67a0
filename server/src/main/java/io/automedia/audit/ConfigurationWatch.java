package io.automedia.audit;

import io.automedia.storage.DataFolder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/// Writes it down when a node starts with other settings than the last time: what they are called, never what they
/// are. A keyed hash of all of them tells whether they are others.
@Component
final class ConfigurationWatch {
    static final String FINGERPRINT = "fingerprint";
    private static final List<String> OURS = List.of("automedia.", "automedia_");

    private final AuditTrail trail;
    private final AuditRepository repository;
    private final AuditKeys keys;
    private final ConfigurableEnvironment environment;
    private final DataFolder folder;

    ConfigurationWatch(
            AuditTrail trail,
            AuditRepository repository,
            AuditKeys keys,
            ConfigurableEnvironment environment,
            DataFolder folder) {
        this.trail = trail;
        this.repository = repository;
        this.keys = keys;
        this.environment = environment;
        this.folder = folder;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        Map<String, String> settings = settings();
        String node = Act.bounded(host() + ":" + folder.path());
        String fingerprint = keys.current().fingerprint(settings);
        AuditEntry last = repository.newest(Action.CONFIGURATION_CHANGED, node);
        if (last == null || !fingerprint.equals(last.details().get(FINGERPRINT))) {
            trail.write(Act.of(Action.CONFIGURATION_CHANGED, "configuration", node)
                    .with("settings", String.join(", ", settings.keySet()))
                    .with(FINGERPRINT, fingerprint));
        }
    }

    /// All that somebody set, wherever.
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                for (String name : named.getPropertyNames()) {
                    String known = name.toLowerCase(Locale.ROOT);
                    if (OURS.stream().anyMatch(known::startsWith)) {
                        settings.putIfAbsent(known, text(named.getProperty(name)));
                    }
                }
            }
        }
        return settings;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
