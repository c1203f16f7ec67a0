/// Understands short social texts: their language, sentiment, hashtags, mentions, links, keywords and quality.
///
/// The front door is [TextAnalyser]; every part can also be used alone. Models are small linear ones shipped as
/// resources (see `MODEL_CARD.md` beside them). Nothing here knows where a text comes from or where a result
/// goes.
@NullMarked
package io.automedia.textanalysis;

import org.jspecify.annotations.NullMarked;
