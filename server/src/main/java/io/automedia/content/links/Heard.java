package io.automedia.content.links;

/// What came of asking a page.
sealed interface Heard {
    /// It is there; it may have no title all the same.
    record Page(PageHead head) implements Heard {}

    /// There is no page that could have a title, or none that is asked from here.
    record Nothing() implements Heard {}

    /// It could not be found out this time.
    record Silence() implements Heard {}
}
