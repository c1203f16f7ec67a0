/// What lies on the disk and how it gets there: documents, indexes and the catalogue in RocksDB, with keys that
/// compare byte by byte in MongoDB's order, writes that are acknowledged once they are synced, and snapshots to read.
@NullMarked
package io.automedia.embeddedmongodb.storage;

import org.jspecify.annotations.NullMarked;
