package io.automedia.content;

import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// A person has a post of which somebody else's connection learned that its platform deleted it.
///
/// @param attempts how often his own connection could not find out
public record Doubted(ObjectId itemId, UserId userId, String platform, String platformId, int attempts) {}
