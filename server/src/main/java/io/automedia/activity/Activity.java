package io.automedia.activity;

import java.time.Instant;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/// One thing in a person's activity: a document of the collection `activities`.
record Activity(@BsonId ObjectId id, ObjectId userId, String type, Document data, Instant at) {}
