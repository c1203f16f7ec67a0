package io.automedia.web.settings;

import io.automedia.users.Preferences;
import io.automedia.users.Profile;
import org.jspecify.annotations.Nullable;

/// What a person tells of himself, who sees it, and how he is told of things.
///
/// @param profile as it is, or as it could not be
/// @param done the form that was just carried out; null when none was
/// @param form the form in which something was wrong; null when nothing was
/// @param wrong what it was
public record ProfilePage(
        Profile profile,
        Preferences.Privacy privacy,
        Preferences.Notifications notifications,
        @Nullable String done,
        @Nullable String form,
        @Nullable String wrong) {}
