package io.automedia.standingqueries;

/// What kind of step through a text an edge of the [Lattice] is. Of the readings that start at one place, a term
/// means the last one here that is there (README, rule 9); a text offers all of them.
enum Reading {
    /// What keeps two tokens of a phrase apart.
    GAP,
    /// A word without the `'s` at its end or the `l'` before it.
    BARE,
    /// One part of a hashtag in camel case.
    PIECE,
    /// The token as it stands.
    WHOLE,
    /// `disney+`
    PLUS,
    /// Words with a hyphen between them, written as one.
    JOINED,
    /// `.net`
    DOTTED,
    /// `#tag`, `@name`, `$cash`
    TAG
}
