package io.automedia.web.settings;

import org.jspecify.annotations.Nullable;

/// A person's address and password.
///
/// @param isConfirmed whether he has shown that the address is his
/// @param hasPassword whether he has one; else he chooses his first
/// @param newEmail the new address as it was typed; empty for none
/// @param done the form that was just carried out; null when none was
/// @param form the form in which something was wrong; null when nothing was
/// @param wrong what it was
public record AccountSettingsPage(
        String email,
        boolean isConfirmed,
        boolean hasPassword,
        String newEmail,
        @Nullable String done,
        @Nullable String form,
        @Nullable String wrong) {}
