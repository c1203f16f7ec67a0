/// TLS of this server itself: its certificate and key, read and checked in words, looked at again while
/// it runs, and taken without a restart. What HTTP makes of it (cookies, HSTS, the way from HTTP) is
/// the border's.
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.automedia.tls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
