/// The files that people upload: checked for what they are, freed of what they tell about their maker, kept
/// in GridFS, and shown to nobody but their owner and those with whom he shares a post. It knows no feature:
/// who shares what is asked of beans of [MediaAudience].
@ApplicationModule(allowedDependencies = {"shared", "storage", "access"})
@NullMarked
package io.automedia.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
