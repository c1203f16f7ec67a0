package io.automedia.sessions;

import io.automedia.access.Owned;
import io.automedia.geoip.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One sign-in of one person on one device, as `sessions` keeps it.
///
/// @param token SHA-256 of the access token, or of what the cookie holds
/// @param refreshToken SHA-256 of the refresh token; null for the session of a browser
/// @param refreshKey seals its refresh tokens, so that each that was given out is known for ever: whoever
/// shows one that was exchanged has stolen it, or was stolen from; null in what older versions stored
/// @param formerRefreshTokens hashes of those of them that have no such seal
/// @param exchange the latest exchange; null before the first
/// @param expiresAt when the session ends unless it is used
/// @param authenticatedAt when its owner last proved who he is; null in what older versions stored
/// @param proof by what
public record Session(
        @BsonId ObjectId id,
        ObjectId userId,
        String token,
        @Nullable String refreshToken,
        @Nullable String refreshKey,
        @Nullable List<String> formerRefreshTokens,
        @Nullable Exchange exchange,
        @Nullable String userAgent,
        String ipAddress,
        @Nullable Location location,
        DeviceInfo deviceInfo,
        boolean isActive,
        Instant lastActivity,
        Instant expiresAt,
        @Nullable Instant authenticatedAt,
        @Nullable Proof proof,
        Instant createdAt)
        implements Owned {

    /// The latest exchange of a refresh token.
    ///
    /// @param former the hash of the token that was shown
    /// @param secret what leads from that token, and only from it, to the pair that it gave
    /// @param formerAccess the hash of the access token that it replaced; null in what older versions stored
    /// @param keyId the key that signed the access token
    /// @param client who showed it, as [Client#mark] has it; null in what older versions stored
    public record Exchange(
            String former,
            @Nullable String formerAccess,
            String secret,
            String keyId,
            @Nullable String client,
            Instant at) {
        @Override
        public String toString() {
            return "Exchange[" + at + "]";
        }
    }

    /// Where in the world it was opened, as far as that is known.
    public record Location(
            @Nullable String country,
            @Nullable String city,
            @Nullable Coordinates coordinates) {
        static Location of(Place place) {
            Place.Point point = place.point();
            return new Location(
                    place.country(), place.city(), point == null ? null : new Coordinates(point.lat(), point.lng()));
        }

        /// As people say it, such as `Berlin, Germany`; empty when only a point is known.
        public Optional<String> words() {
            if (city == null || country == null) {
                return Optional.ofNullable(city == null ? country : city);
            }
            return Optional.of(city + ", " + country);
        }
    }

    /// Degrees.
    public record Coordinates(double lat, double lng) {}

    /// The same with a key for its refresh tokens, where it has none.
    Session withRefreshKey() {
        return refreshKey != null
                ? this
                : new Session(
                        id,
                        userId,
                        token,
                        refreshToken,
                        RefreshFamily.newKey(),
                        formerRefreshTokens,
                        exchange,
                        userAgent,
                        ipAddress,
                        location,
                        deviceInfo,
                        isActive,
                        lastActivity,
                        expiresAt,
                        authenticatedAt,
                        proof,
                        createdAt);
    }

    /// Whether it gave this token out.
    boolean hasGiven(SecretToken shown) {
        return RefreshFamily.has(refreshKey, shown)
                || (formerRefreshTokens != null && formerRefreshTokens.contains(shown.hash()));
    }

    boolean isOpen(Instant now) {
        return isActive && now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Session[" + id.toHexString() + "]";
    }
}
