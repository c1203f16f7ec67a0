package io.automedia.web.settings;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a person is signed in, and the tokens that his programs show.
///
/// @param hasOthers whether he is signed in elsewhere too
/// @param made the token that was just made, which is shown once; null when none was
/// @param wrong why none could be made; null when nothing was wrong
/// @param name what he called the token that could not be made
public record AccessPage(
        List<SessionRow> sessions,
        boolean hasOthers,
        List<TokenRow> tokens,
        List<Choice> scopes,
        List<Choice> lives,
        @Nullable String made,
        @Nullable String wrong,
        String name) {

    /// One of a few values of a field.
    public record Choice(String value, String label, boolean selected) {}

    /// A place where he is signed in.
    ///
    /// @param location where in the world, in words; null when nobody knows
    /// @param isThis whether it is the browser that asks
    public record SessionRow(
            String id,
            String device,
            String address,
            @Nullable String location,
            Moment lastActivity,
            boolean isThis) {}

    /// A token.
    ///
    /// @param ends when it expires, in words
    /// @param isOver whether it has
    public record TokenRow(
            String id,
            String name,
            String ending,
            String scope,
            @Nullable Moment lastUsed,
            String ends,
            boolean isOver) {}
}
