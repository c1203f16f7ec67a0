package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives documents that come without an `_id` one, as the first field.
final class ObjectIds {
    private static final byte[] ID = "_id".getBytes(StandardCharsets.US_ASCII);
    private static final int MAXIMUM_SIZE = 16 * 1024 * 1024;

    private final Clock clock;
    private final byte[] process = new byte[5];
    private final AtomicInteger counter;

    ObjectIds(Clock clock) {
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        random.nextBytes(process);
        counter = new AtomicInteger(random.nextInt());
    }

    /// The document with its `_id` first; throws when the `_id` is of a type that none may have.
    RawDocument withId(RawDocument document) {
        refuseTooLarge(document);
        ElementCursor cursor = document.cursor();
        if (cursor.next() && cursor.nameIs(ID)) {
            check(cursor.value());
            return document;
        }
        RawValue id = document.get(ID);
        BsonBuilder builder = new BsonBuilder().add("_id", id == null ? next() : check(id));
        for (ElementCursor rest = document.cursor(); rest.next(); ) {
            if (!rest.nameIs(ID)) {
                builder.addElement(document, rest);
            }
        }
        return builder.build();
    }

    static void refuseTooLarge(RawDocument document) {
        if (document.length() > MAXIMUM_SIZE) {
            throw new MongoError(
                    ErrorCode.BSON_OBJECT_TOO_LARGE,
                    "BSONObj size: " + document.length() + " is invalid. Size must be between 0 and " + MAXIMUM_SIZE);
        }
    }

    private static RawValue check(RawValue id) {
        if (id.isArray() || id.type() == ElementType.REGEX || id.type() == ElementType.UNDEFINED) {
            throw new MongoError(
                    ErrorCode.INVALID_ID_FIELD, "The '_id' value cannot be of type " + ElementType.alias(id.type()));
        }
        return id;
    }

    RawValue next() {
        byte[] id = new byte[12];
        int seconds = (int) clock.instant().getEpochSecond();
        int count = counter.incrementAndGet();
        for (int i = 0; i < 4; i++) {
            id[i] = (byte) (seconds >>> (24 - 8 * i));
        }
        System.arraycopy(process, 0, id, 4, 5);
        for (int i = 0; i < 3; i++) {
            id[9 + i] = (byte) (count >>> (16 - 8 * i));
        }
        return new RawValue(ElementType.OBJECT_ID, id, 0, 12);
    }
}
