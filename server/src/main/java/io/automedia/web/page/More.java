package io.automedia.web.page;

/// Where the rest of a list is: the part that a script puts in place, and the page for those without.
public record More(String part, String page) {}
