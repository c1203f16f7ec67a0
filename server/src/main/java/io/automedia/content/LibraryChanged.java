package io.automedia.content;

import io.automedia.shared.UserId;

/// A person changed, brought or took away posts himself, or history was brought for him. What arrives live
/// does not say so: it comes all the time. A hint: what was worked out before is out of date.
public record LibraryChanged(UserId userId) {}
