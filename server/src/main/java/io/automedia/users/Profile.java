package io.automedia.users;

import io.automedia.shared.Faults;
import io.swagger.v3.oas.annotations.media.Schema;
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
        @Schema(maxLength = Profile.NAME) @Nullable String firstName,
        @Schema(maxLength = Profile.NAME) @Nullable String lastName,
        @Schema(maxLength = Profile.ADDRESS) @Nullable String avatar,
        @Schema(maxLength = Profile.TEXT) @Nullable String bio,
        @Schema(maxLength = Profile.ADDRESS) @Nullable String website,
        @Schema(maxLength = Profile.NAME) @Nullable String location,
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
    /// @throws io.automedia.shared.ProblemException (`Invalid`) naming the fields that don't
    public Profile checked() {
        Faults faults = new Faults();
        length(faults, "profile.firstName", firstName, NAME);
        length(faults, "profile.lastName", lastName, NAME);
        length(faults, "profile.bio", bio, TEXT);
        length(faults, "profile.location", location, NAME);
        address(faults, "profile.avatar", avatar);
        address(faults, "profile.website", website);
        faults.unless(
                timezone == null || isZone(timezone),
                "profile.timezone",
                "must be the name of a time zone, such as Europe/Berlin");
        faults.raise();
        return this;
    }

    private static void length(Faults faults, String field, @Nullable String text, int most) {
        faults.unless(text == null || text.length() <= most, field, "must have at most " + most + " characters");
    }

    private static void address(Faults faults, String field, @Nullable String text) {
        length(faults, field, text, ADDRESS);
        faults.unless(
                text == null || isAddress(text), field, "must be an address that begins with https:// or http://");
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
