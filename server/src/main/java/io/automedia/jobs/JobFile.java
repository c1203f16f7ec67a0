package io.automedia.jobs;

import java.time.Instant;

/// The file that a job made.
///
/// @param type its media type
/// @param size in bytes
/// @param expiresAt until when it can be fetched
public record JobFile(String name, String type, long size, Instant expiresAt) {}
