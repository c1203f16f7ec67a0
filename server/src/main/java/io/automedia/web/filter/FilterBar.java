package io.automedia.web.filter;

import io.automedia.web.page.PlatformMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filters of a page as it shows them.
///
/// @param count how many are in force
/// @param kept what a form sends on unseen, such as the range of time
/// @param clear where none is in force
public record FilterBar(
        int count, List<Kept> kept, List<Group> groups, List<Field> fields, List<Active> active, String clear) {
    public FilterBar {
        kept = List.copyOf(kept);
        groups = List.copyOf(groups);
        fields = List.copyOf(fields);
        active = List.copyOf(active);
    }

    /// A parameter that stays.
    public record Kept(String name, String value) {}

    /// A parameter with a few values to choose from.
    public record Group(String name, String title, List<Choice> choices) {
        public Group {
            choices = List.copyOf(choices);
        }
    }

    /// One value, with its mark where it has one.
    public record Choice(
            String value,
            String name,
            boolean chosen,
            @Nullable PlatformMark platform,
            @Nullable String sentiment) {
        /// A value without a mark.
        public static Choice of(String value, String name, boolean chosen) {
            return new Choice(value, name, chosen, null, null);
        }
    }

    /// A parameter that is typed.
    public record Field(String name, String title, String type, String value, boolean first) {}

    /// A filter in force, and the address without it.
    public record Active(String title, String name, String without) {}
}
