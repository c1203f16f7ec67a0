/// People with an account: who they are, how they want things, and the check of their passwords. How
/// they stay signed in lies in `sessions`.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "limits", "outgoing"})
@NullMarked
package io.automedia.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
