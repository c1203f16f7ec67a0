@NullMarked
package io.automedia.webhooks;

import org.jspecify.annotations.NullMarked;
