/// Feeds: RSS in all its versions, Atom and JSON Feed, found from any address that a person pastes. One tolerant
/// reader for all of them: what can be read of a broken feed is read, and nothing in a feed is ever executed,
/// expanded or fetched.
@NullMarked
package io.automedia.platforms.rss;

import org.jspecify.annotations.NullMarked;
