/// Understands posts: language, sentiment, entities, keywords and quality, and, through `PostMatcher`, the topics that
/// match. Leased
/// workers take what `content` says is due, so that nothing that was stored is forgotten.
@ApplicationModule(allowedDependencies = {"shared", "storage", "content"})
@NullMarked
package io.automedia.enrichment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
