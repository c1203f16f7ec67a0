/// Raw BSON: views of byte arrays that are read without being decoded, a writer, a check of foreign bytes,
/// and conversions to and from Java objects. Knows nothing else of this module.
@NullMarked
package io.automedia.embeddedmongodb.bson;

import org.jspecify.annotations.NullMarked;
