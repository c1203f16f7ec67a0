/// What people and programs reach over HTTP: the border that every request passes, and the pages. It
/// calls the front doors of all other modules, and none of them knows it.
@ApplicationModule
@NullMarked
package io.automedia.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
