/// Raw BSON: views of byte arrays that are read without being decoded, a writer, a check of foreign bytes,
/// and conversions to and from the `Document` of mongo-java-server. Knows nothing else of this module.
@NullMarked
package io.automedia.embeddedmongodb.bson;

import org.jspecify.annotations.NullMarked;
