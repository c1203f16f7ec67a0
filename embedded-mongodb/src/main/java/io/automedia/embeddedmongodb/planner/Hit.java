package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;

/// A document that a query found, and where it is stored.
public record Hit(long record, RawDocument document) {}
