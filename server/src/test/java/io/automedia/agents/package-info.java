@NullMarked
package io.automedia.agents;

import org.jspecify.annotations.NullMarked;
