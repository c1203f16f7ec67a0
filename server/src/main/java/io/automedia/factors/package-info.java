/// What people prove themselves by beside their password: the codes of an authenticator, and
/// recovery codes for the day when that is lost. When they are asked for one lies in `sessions`.
@ApplicationModule(allowedDependencies = {"shared", "storage", "audit", "activity"})
@NullMarked
package io.automedia.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
