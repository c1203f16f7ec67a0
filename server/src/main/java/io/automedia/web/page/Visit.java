package io.automedia.web.page;

import io.automedia.access.Caller;

/// One person's look at one page: the caller for the front doors, and words, numbers and times as he reads them.
/// Controllers of pages take it as a parameter.
public record Visit(Caller.Person caller, Viewer viewer, Words words, Formats formats) {}
