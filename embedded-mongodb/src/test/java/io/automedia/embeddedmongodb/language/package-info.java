/// MongoDB's language, proved by small cases.
@NullMarked
package io.automedia.embeddedmongodb.language;

import org.jspecify.annotations.NullMarked;
