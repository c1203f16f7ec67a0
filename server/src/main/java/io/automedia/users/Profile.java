package io.automedia.users;

import io.automedia.shared.Problem;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person tells about himself.
///
/// @param avatar address of a picture
/// @param timezone name of a time zone, such as `America/Los_Angeles`; null is UTC
public record Profile(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String avatar,
        @Nullable String bio,
        @Nullable String website,
        @Nullable String location,
        @Nullable String timezone) {
    private static final int NAME = 100;
    private static final int TEXT = 1_000;
    private static final int ADDRESS = 2_048;

    /// Nothing told yet.
    public static Profile empty() {
        return new Profile(null, null, null, null, null, null, null);
    }

    /// The same in another time zone.
    public Profile in(@Nullable String zone) {
        return new Profile(firstName, lastName, avatar, bio, website, location, zone);
    }

    /// The same, when it meets the rules.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the field that doesn't
    public Profile checked() {
        length("profile.firstName", firstName, NAME);
        length("profile.lastName", lastName, NAME);
        length("profile.bio", bio, TEXT);
        length("profile.location", location, NAME);
        address("profile.avatar", avatar);
        address("profile.website", website);
        if (timezone != null) {
            zone(timezone);
        }
        return this;
    }

    private static void length(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw Problem.invalid(field, "must have at most " + most + " characters")
                    .exception();
        }
    }

    private static void address(String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        length(field, text, ADDRESS);
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return;
            }
        } catch (IllegalArgumentException noUri) {
            // answered like any other text that is no address
        }
        throw Problem.invalid(field, "must be an address that begins with https:// or http://")
                .exception();
    }

    private static void zone(String name) {
        try {
            ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.invalid("profile.timezone", "must be the name of a time zone, such as Europe/Berlin")
                    .exception();
        }
    }
}
