/// What can go wrong, in MongoDB's own words: codes, code names and details as drivers expect them.
/// Every other package throws these; only the protocol turns them into replies.
@NullMarked
package io.automedia.embeddedmongodb.errors;

import org.jspecify.annotations.NullMarked;
