package io.automedia.content;

/// Posts wait for enrichment now. A hint: who misses it finds them in the work list.
public record ContentStored(Lane lane, int posts) {}
