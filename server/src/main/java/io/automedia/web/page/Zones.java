package io.automedia.web.page;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The time zones that a person can choose: those that are named after a place.
public final class Zones {
    private static final List<String> OFFERED = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .toList();

    private Zones() {}

    /// UTC, then places by name; the person's own is among them whatever it is.
    public static List<String> offered(ZoneId own) {
        return Stream.concat(Stream.of("UTC", own.getId()), OFFERED.stream())
                .distinct()
                .toList();
    }

    /// The zone of this name, when there is one.
    public static Optional<ZoneId> of(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
