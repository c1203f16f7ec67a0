/// The Explore page: all posts of a person, by filters that need no search engine.
@NullMarked
package io.automedia.web.explore;

import org.jspecify.annotations.NullMarked;
