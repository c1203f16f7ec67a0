package io.automedia.jobs;

import java.nio.file.Path;
import org.bson.types.ObjectId;

/// Where files lie that a job works on. It is removed when the job has ended.
///
/// @param id the id that the job will have
public record JobFolder(ObjectId id, Path path) {}
