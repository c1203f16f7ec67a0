package io.automedia.web.settings;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was done in a person's name and to his things; for who runs the instance, all that was done.
///
/// @param isAdmin whether he may look at everybody's, and verify the trail
/// @param ofAll whether he does
/// @param form what was filtered by
/// @param older where the next ones are; null when there are none
/// @param wrong what can't be filtered by; null when nothing was wrong
/// @param verified what came of looking at the whole trail; null when nobody asked
public record TrailPage(
        boolean isAdmin,
        boolean ofAll,
        Form form,
        String total,
        List<Row> rows,
        @Nullable String older,
        @Nullable String wrong,
        @Nullable Verified verified) {

    /// The filters as they stand.
    public record Form(
            List<Choice> actions,
            List<Choice> outcomes,
            String from,
            String to,
            String actor,
            String object,
            boolean isSet) {}

    /// One of the values of a filter.
    public record Choice(String value, String label, boolean selected) {}

    /// One entry.
    ///
    /// @param action its stable name
    /// @param tone of its outcome: `ok`, `warn` or `error`
    /// @param object what it was done to, in words and by its id
    /// @param details names and values in a line; empty for none
    /// @param address from where; null when that isn't known or nobody's business
    /// @param location where in the world that is, of sign-ins; null when nobody knows
    public record Row(
            Moment at,
            String what,
            String action,
            String outcome,
            String tone,
            String who,
            String object,
            @Nullable String objectId,
            String details,
            @Nullable String address,
            @Nullable String location,
            @Nullable String device) {}

    /// What came of looking at the whole trail.
    ///
    /// @param places each place that is not as it was written, in words
    public record Verified(boolean isIntact, String words, String head, List<String> places) {}
}
