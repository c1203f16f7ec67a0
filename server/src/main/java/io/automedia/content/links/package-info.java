/// Finds out what the pages are called that live posts link to, where that is switched on: asks each page once, through
/// the guard, each host seldom, and remembers what it said.
@ApplicationModule(allowedDependencies = {"content", "outgoing", "storage", "shared"})
@NullMarked
package io.automedia.content.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
