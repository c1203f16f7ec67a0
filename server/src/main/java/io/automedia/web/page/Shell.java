package io.automedia.web.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The frame around a page.
///
/// @param here the key of the place that is open, such as `live`
/// @param demo whether this instance plays the demo's posts
/// @param words what the page's scripts say
/// @param seq the number of the newest update when the page was built: the connection asks for what came after it
public record Shell(
        Viewer viewer,
        String here,
        List<Place> places,
        boolean demo,
        Map<String, String> words,
        long seq,
        List<String> zones,
        List<PlatformMark> platforms) {
    public Shell {
        places = List.copyOf(places);
        zones = List.copyOf(zones);
        platforms = List.copyOf(platforms);
    }

    /// A place in the navigation. `count` is a short fact beside it; `tone` is `new`, `warn` or empty.
    public record Place(
            String key,
            String href,
            String icon,
            String group,
            @Nullable String count,
            String tone) {}

    /// The places of a group, in order.
    public List<Place> places(String group) {
        return places.stream().filter(place -> place.group().equals(group)).toList();
    }

    /// Whether the person's device should say its time zone.
    public String zone() {
        return viewer.zone().getId();
    }
}
