package io.automedia.jobs;

/// Something in a job's input that could not be used.
///
/// @param line where, counted from 1; 0 when it has no line
public record JobError(long line, String message) {}
