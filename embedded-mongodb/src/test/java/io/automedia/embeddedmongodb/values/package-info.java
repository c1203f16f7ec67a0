/// MongoDB's values, proved by small cases.
@NullMarked
package io.automedia.embeddedmongodb.values;

import org.jspecify.annotations.NullMarked;
