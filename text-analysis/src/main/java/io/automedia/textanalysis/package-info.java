/// Understands short social texts: language, sentiment, keywords, entities.
@NullMarked
package io.automedia.textanalysis;

import org.jspecify.annotations.NullMarked;
