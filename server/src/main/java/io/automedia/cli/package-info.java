/// The commands of `./automedia`. They start the application, or talk to the instance that holds the data folder.
@ApplicationModule
@NullMarked
package io.automedia.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
