/// Clients that many people use, each with its own way of asking: they must work as they document it.
@NullMarked
package io.automedia.embeddedmongodb.clients;

import org.jspecify.annotations.NullMarked;
