/// Who is asking, and what he may do: the caller, and the one place that decides. How a caller proves
/// who he is lies in `sessions`; nothing here knows.
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.automedia.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
