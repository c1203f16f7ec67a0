@NullMarked
package io.automedia.mail;

import org.jspecify.annotations.NullMarked;
