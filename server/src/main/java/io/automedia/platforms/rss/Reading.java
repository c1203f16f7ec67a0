package io.automedia.platforms.rss;

/// What came of reading an answer as a feed.
sealed interface Reading permits Feed, Reading.Page, Reading.Nothing {
    /// It is a web page.
    record Page() implements Reading {}

    /// It is something else.
    ///
    /// @param reason what is wrong, as the end of a sentence that begins with the address
    record Nothing(String reason) implements Reading {}
}
