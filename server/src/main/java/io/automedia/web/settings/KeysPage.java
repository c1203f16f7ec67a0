package io.automedia.web.settings;

import io.automedia.web.page.Formats.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys with which a person uses providers of language models.
///
/// @param provider what he typed when a key could not be kept; empty else
/// @param label the same
/// @param wrong why it could not be; null when nothing was wrong
/// @param checked what the provider said to a key; null when nobody asked
/// @param isGood whether that is good
public record KeysPage(
        List<Row> keys,
        String provider,
        String label,
        @Nullable String wrong,
        @Nullable String checked,
        boolean isGood) {

    /// A key.
    ///
    /// @param id null for one that another program put there without: nothing can be done with it here
    /// @param shown its ending
    /// @param name what he calls it, else its provider and ending
    public record Row(
            @Nullable String id,
            String provider,
            String shown,
            String name,
            boolean isActive,
            @Nullable Moment lastUsed) {}
}
