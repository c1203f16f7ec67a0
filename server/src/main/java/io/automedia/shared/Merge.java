package io.automedia.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What becomes of a thing when a caller sends a part of it.
public final class Merge {
    private Merge() {}

    /// What was sent; when nothing was, what is there.
    public static <T> T or(@Nullable T sent, T there) {
        return Objects.requireNonNullElse(sent, there);
    }

    /// A text that may be absent: what was sent, without it when that is blank, and what is there when nothing was.
    public static @Nullable String optional(@Nullable String sent, @Nullable String there) {
        if (sent == null) {
            return there;
        }
        return sent.isBlank() ? null : sent.strip();
    }
}
