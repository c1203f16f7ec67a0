/// Ends the server in the hardest way, again and again, and looks for what it had promised.
@NullMarked
package io.automedia.embeddedmongodb.crash;

import org.jspecify.annotations.NullMarked;
