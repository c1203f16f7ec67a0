package io.automedia.access;

import io.automedia.shared.UserId;

/// A kind of thing with which people sign in, such as a password. Each module that keeps one has such a
/// bean.
public interface WayIn {
    /// How many of it a person has that open his account at present.
    int count(UserId person);
}
