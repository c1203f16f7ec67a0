/// BSON values as Java objects, MongoDB's order over them, and documents that stay raw until someone looks inside.
/// `double` is [Double], `string` [String], `int` [Integer], `long` [Long], `bool` [Boolean], documents and arrays are
/// [Document] and [Array], everything else is the driver library's class (`org.bson`). Java's `null` means that there
/// is no value ("missing"); BSON's null is [org.bson.BsonNull].
@NullMarked
package io.automedia.embeddedmongodb.values;

import org.jspecify.annotations.NullMarked;
