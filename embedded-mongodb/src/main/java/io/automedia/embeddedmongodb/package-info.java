/// A durable MongoDB-compatible server for one machine, inside the JVM.
@NullMarked
package io.automedia.embeddedmongodb;

import org.jspecify.annotations.NullMarked;
