/// MongoDB's language: filters, projections, updates, pipelines and schemas, compiled once and applied to raw
/// documents.
/// Knows BSON and MongoDB's semantics, nothing of storage, indexes or connections.
@NullMarked
package io.automedia.embeddedmongodb.language;

import org.jspecify.annotations.NullMarked;
