package io.automedia.updates;

import io.automedia.shared.UserId;
import java.time.Instant;
import org.bson.Document;

/// An event in the order in which one person sees his events: `seq` counts from 1 without a gap.
public record Update(UserId userId, long seq, String type, Document data, Instant timestamp) {}
