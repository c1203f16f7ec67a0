package io.automedia.web.page;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and how he wants it. `theme` is `light`, `dark` or `system`; nobody is signed in when `name` is
/// null.
public record Viewer(
        @Nullable String name, @Nullable String email, boolean admin, Locale locale, ZoneId zone, String theme) {
    /// Somebody who is not signed in.
    public static Viewer nobody(Locale locale, ZoneId zone) {
        return new Viewer(null, null, false, locale, zone, "system");
    }

    /// Two letters that stand for him.
    public String initials() {
        return Initials.of(name == null ? "" : name);
    }

    /// Whether somebody is signed in.
    public boolean isSignedIn() {
        return name != null;
    }
}
