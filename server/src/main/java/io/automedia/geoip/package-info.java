/// Where in the world a network address is, as far as a file says that who runs the instance brings
/// (`automedia.geoip-file`). It asks nobody: no address leaves this machine.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.automedia.geoip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
