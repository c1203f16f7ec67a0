package io.automedia.web.page;

import org.jspecify.annotations.Nullable;

/// Words that may lead somewhere.
public record Link(String text, @Nullable String href) {}
