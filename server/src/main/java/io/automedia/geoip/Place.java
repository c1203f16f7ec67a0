package io.automedia.geoip;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an address is, as far as the file says: at least a country, a city or a point.
///
/// @param country its English name
/// @param city its English name
/// @param point about where that is
public record Place(
        @Nullable String country,
        @Nullable String city,
        @Nullable Point point) {
    private static final int LONGEST = 200;

    /// Degrees.
    ///
    /// @param lat from -90 to 90
    /// @param lng from -180 to 180
    public record Point(double lat, double lng) {}

    /// What an entry of the file says; what it has in another shape is as if it were left out. Empty when nothing is
    /// left.
    static Optional<Place> of(Map<?, ?> entry) {
        String country = name(entry.get("country"));
        String city = name(entry.get("city"));
        Point point = point(entry.get("location"));
        return country == null && city == null && point == null
                ? Optional.empty()
                : Optional.of(new Place(country, city, point));
    }

    private static @Nullable String name(@Nullable Object named) {
        return named instanceof Map<?, ?> one
                        && one.get("names") instanceof Map<?, ?> names
                        && names.get("en") instanceof String name
                        && !name.isBlank()
                ? name.substring(0, Math.min(LONGEST, name.length()))
                : null;
    }

    private static @Nullable Point point(@Nullable Object location) {
        return location instanceof Map<?, ?> one
                        && one.get("latitude") instanceof Number lat
                        && one.get("longitude") instanceof Number lng
                        && Math.abs(lat.doubleValue()) <= 90
                        && Math.abs(lng.doubleValue()) <= 180
                ? new Point(lat.doubleValue(), lng.doubleValue())
                : null;
    }
}
