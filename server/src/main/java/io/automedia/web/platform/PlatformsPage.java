package io.automedia.web.platform;

import io.automedia.web.page.PlatformMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of platforms as it shows itself.
///
/// @param canFollow whether feeds can be followed on this instance
/// @param addresses what stands in the form: what could not be followed
/// @param problems why not, a sentence each
/// @param undo where the last removal can be taken back
public record PlatformsPage(
        boolean canFollow,
        String addresses,
        List<String> problems,
        @Nullable String notice,
        @Nullable String undo,
        String count,
        List<Row> rows) {
    public PlatformsPage {
        problems = List.copyOf(problems);
        rows = List.copyOf(rows);
    }

    /// One source.
    ///
    /// @param action the beginning of the addresses that its buttons post to
    /// @param tone `ok`, `warn`, `error` or `off`
    /// @param runs whether this instance can fetch it
    /// @param error what is wrong, in words; null when nothing is
    public record Row(
            String id,
            String action,
            PlatformMark platform,
            String name,
            String address,
            String state,
            String tone,
            String icon,
            List<Fact> facts,
            boolean runs,
            boolean active,
            @Nullable String error) {
        public Row {
            facts = List.copyOf(facts);
        }
    }

    /// A number or time and what it says; `exact` is shown on hover.
    public record Fact(String name, String value, String exact) {}
}
