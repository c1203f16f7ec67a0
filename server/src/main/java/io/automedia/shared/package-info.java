/// Words that every module uses: who a user is, pages and cursors, problems. It depends on nothing.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.automedia.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
