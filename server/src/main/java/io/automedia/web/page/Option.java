package io.automedia.web.page;

/// One of a few ways to see a page.
public record Option(String name, String href, boolean chosen) {}
