package io.automedia.web.page;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and how he wants it. `theme` is `light`, `dark` or `system`; nobody is signed
/// in when `name` is null.
///
/// @param retentionDays after how many days what was collected for him leaves his library; null for
/// never
/// @param platform the one whose posts he wants to see first; null for all
public record Viewer(
        @Nullable String name,
        @Nullable String email,
        boolean admin,
        Locale locale,
        ZoneId zone,
        String theme,
        @Nullable Integer retentionDays,
        @Nullable String platform) {
    private static final List<Integer> RETENTIONS = List.of(7, 30, 90, 180, 365);

    /// Somebody who is not signed in.
    public static Viewer nobody(Locale locale, ZoneId zone) {
        return new Viewer(null, null, false, locale, zone, "system", null, null);
    }

    /// The numbers of days that he can choose from, with his own.
    public SortedSet<Integer> retentions() {
        SortedSet<Integer> days = new TreeSet<>(RETENTIONS);
        if (retentionDays != null) {
            days.add(retentionDays);
        }
        return days;
    }

    /// The platforms that he can choose from, with his own.
    SequencedSet<String> platforms() {
        SequencedSet<String> platforms = new LinkedHashSet<>(PlatformMark.COLOURED);
        if (platform != null) {
            platforms.add(platform);
        }
        return platforms;
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
