package io.automedia.media;

import io.automedia.shared.UserId;

/// Knows with whom people share what they uploaded: each module that shows files in things which several people see has
/// a bean of this type.
public interface MediaAudience {
    /// Whether its owner shares a file with somebody.
    boolean maySee(UserId reader, Media media);
}
