package io.automedia.cache;

import tools.jackson.databind.JsonNode;

/// An answer as Redis keeps it.
///
/// @param changed the last change of its owner's things when it was begun to be worked out
/// @param until up to when it is fresh, in milliseconds since 1970
record Entry(String changed, long until, JsonNode value) {}
