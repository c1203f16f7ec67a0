package io.automedia.standingqueries;

/// One place where a term was found: the term as the query has it, the words as the text has them, and where they
/// stand in which part of the text (UTF-16 units, end exclusive).
public record Hit(String term, String surface, int part, int start, int end) {}
