package io.automedia.users;

import org.jspecify.annotations.Nullable;

/// Which accounts an administrator wants to see; null for all.
///
/// @param email an address, whole and in any spelling
/// @param search what an address begins with
public record AccountQuery(
        @Nullable String email,
        @Nullable String search,
        @Nullable String role,
        @Nullable Boolean isActive,
        @Nullable String plan,
        @Nullable String status) {
    /// Whether it asks for people by their addresses.
    boolean namesSomebody() {
        return email != null || search != null;
    }
}
