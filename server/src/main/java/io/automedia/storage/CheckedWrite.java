package io.automedia.storage;

import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.automedia.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes ready what one call would write to a collection: it gets the defaults and times that it doesn't say, and is
/// checked. All of it is looked at before any of it is sent, so that nothing is half written.
final class CheckedWrite {
    private static final Logger log = LoggerFactory.getLogger(CheckedWrite.class);

    private final MongoCollection<?> collection;
    private final Rules rules;
    private final boolean touches;
    private final long now;

    /// What holds for a collection.
    record Rules(DocumentCheck check, Stamp stamp) {}

    /// @param touches whether changes are changes of the things
    CheckedWrite(MongoCollection<?> collection, Rules rules, boolean touches, long now) {
        this.collection = collection;
        this.rules = rules;
        this.touches = touches;
        this.now = now;
    }

    /// @return the arguments that the method is to be called with
    /// @throws io.automedia.shared.ProblemException (`Unkept`) that names the field
    @Nullable
    Object[] ready(String method, @Nullable Object[] arguments) {
        ClientSession session = arguments.length > 0 && arguments[0] instanceof ClientSession given ? given : null;
        int first = session == null ? 0 : 1;
        @Nullable Object[] ready = arguments.clone();
        switch (method) {
            case "insertOne" -> ready[first] = inserted(arguments[first]);
            case "insertMany" ->
                ready[first] =
                        all(arguments[first]).stream().map(this::inserted).toList();
            case "replaceOne", "findOneAndReplace" -> {
                Bson sort = option(arguments, first + 2) instanceof FindOneAndReplaceOptions options
                        ? options.getSort()
                        : null;
                Bson filter = (Bson) Objects.requireNonNull(arguments[first], "a filter");
                ready[first + 1] = replacement(session, filter, sort, arguments[first + 1]);
            }
            case "updateOne", "updateMany", "findOneAndUpdate" ->
                ready[first + 1] =
                        change(arguments[first], arguments[first + 1], isUpsert(option(arguments, first + 2)));
            case "bulkWrite" ->
                ready[first] = all(arguments[first]).stream()
                        .map(model -> model(session, model))
                        .toList();
            default -> {
                // it reads, removes, or is about the collection itself
            }
        }
        return ready;
    }

    private static @Nullable Object option(@Nullable Object[] arguments, int place) {
        return arguments.length > place ? arguments[place] : null;
    }

    private static List<?> all(@Nullable Object several) {
        return several instanceof List<?> list ? list : List.of();
    }

    private Object model(@Nullable ClientSession session, Object model) {
        return switch (model) {
            case InsertOneModel<?> insert -> new InsertOneModel<>(inserted(insert.getDocument()));
            case ReplaceOneModel<?> replace ->
                new ReplaceOneModel<>(
                        replace.getFilter(),
                        replacement(session, replace.getFilter(), null, replace.getReplacement()),
                        replace.getReplaceOptions());
            case UpdateOneModel<?> update -> updateOne(update);
            case UpdateManyModel<?> update -> updateMany(update);
            // it removes
            default -> model;
        };
    }

    private UpdateOneModel<?> updateOne(UpdateOneModel<?> model) {
        UpdateOptions options = model.getOptions();
        List<? extends Bson> pipeline = model.getUpdatePipeline();
        return pipeline == null
                ? new UpdateOneModel<>(
                        model.getFilter(), changed(model.getFilter(), model.getUpdate(), options.isUpsert()), options)
                : new UpdateOneModel<>(model.getFilter(), changed(pipeline), options);
    }

    private UpdateManyModel<?> updateMany(UpdateManyModel<?> model) {
        UpdateOptions options = model.getOptions();
        List<? extends Bson> pipeline = model.getUpdatePipeline();
        return pipeline == null
                ? new UpdateManyModel<>(
                        model.getFilter(), changed(model.getFilter(), model.getUpdate(), options.isUpsert()), options)
                : new UpdateManyModel<>(model.getFilter(), changed(pipeline), options);
    }

    private static boolean isUpsert(@Nullable Object options) {
        return switch (options) {
            case UpdateOptions update -> update.isUpsert();
            case FindOneAndUpdateOptions update -> update.isUpsert();
            case null, default -> false;
        };
    }

    private Object inserted(@Nullable Object document) {
        Object given = Objects.requireNonNull(document, "a document to write");
        RawBsonDocument said = said(given);
        Fault fault = rules.check().whole(said);
        if (fault == null || !fault.isIncompleteness()) {
            refuse(fault);
            return sendable(given, said);
        }
        BsonDocument whole = rules.stamp().inserted(said, now);
        refuse(rules.check().document(whole));
        return completed(given, whole);
    }

    /// What is known of it as bytes already need not be encoded again.
    private static Object sendable(Object given, RawBsonDocument said) {
        return given instanceof Record ? said : given;
    }

    /// What can be changed is what its owner goes on with, and gets what it lacks, as it gets its `_id` from the
    /// driver.
    private Object completed(Object given, BsonDocument whole) {
        return switch (given) {
            case RawBsonDocument ignored -> whole;
            case BsonDocument mutable -> {
                mutable.putAll(whole);
                yield mutable;
            }
            case Document mutable -> {
                BsonDocument before = said(mutable);
                Document decoded = new DocumentCodec(collection.getCodecRegistry())
                        .decode(whole.asBsonReader(), DecoderContext.builder().build());
                whole.forEach((name, value) -> {
                    if (!value.equals(before.get(name))) {
                        mutable.put(name, decoded.get(name));
                    }
                });
                yield mutable;
            }
            default -> whole;
        };
    }

    /// As the bytes that are sent, which are looked at several times.
    private RawBsonDocument said(Object given) {
        return given instanceof RawBsonDocument raw ? raw : encoded(given);
    }

    @SuppressWarnings("unchecked") // the codec is asked for by the class of what it encodes
    private RawBsonDocument encoded(Object given) {
        Codec<Object> codec = (Codec<Object>) collection.getCodecRegistry().get(given.getClass());
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            codec.encode(writer, given, EncoderContext.builder().build());
            return new RawBsonDocument(out.getInternalBuffer(), 0, out.getSize());
        }
    }

    /// A document that takes the place of the one that a filter finds was made when that was.
    private Object replacement(
            @Nullable ClientSession session, Bson filter, @Nullable Bson sort, @Nullable Object document) {
        Object given = Objects.requireNonNull(document, "a document to write");
        BsonDocument there = rules.stamp().keepsCreated() ? times(session, filter, sort) : null;
        if (there == null) {
            return inserted(given);
        }
        BsonDocument kept = new BsonDocument();
        kept.putAll(said(given));
        BsonValue created = there.get(Timestamps.CREATED);
        if (created != null) {
            kept.put(Timestamps.CREATED, created);
        }
        BsonValue updated = there.get(Timestamps.UPDATED);
        if (!touches && updated != null) {
            kept.putIfAbsent(Timestamps.UPDATED, updated);
        }
        BsonDocument whole = rules.stamp().inserted(kept, now);
        refuse(rules.check().document(whole));
        return whole;
    }

    private @Nullable BsonDocument times(@Nullable ClientSession session, Bson filter, @Nullable Bson sort) {
        MongoCollection<BsonDocument> current =
                collection.withDocumentClass(BsonDocument.class).withReadPreference(ReadPreference.primary());
        FindIterable<BsonDocument> found = session == null ? current.find(filter) : current.find(session, filter);
        return found.sort(sort)
                .projection(Projections.include(Timestamps.CREATED, Timestamps.UPDATED))
                .first();
    }

    private @Nullable Object change(@Nullable Object filter, @Nullable Object update, boolean isUpsert) {
        return switch (update) {
            case Bson change when filter instanceof Bson which -> changed(which, change, isUpsert);
            case List<?> pipeline -> changed(pipeline);
            case null, default -> update;
        };
    }

    private BsonDocument changed(Bson filter, @Nullable Bson update, boolean isUpsert) {
        BsonDocument given = bson(Objects.requireNonNull(update, "a change to make"));
        if (!isUpsert) {
            BsonDocument changed = rules.stamp().changed(given, touches, now);
            refuse(rules.check().update(changed));
            return changed;
        }
        BsonDocument which = bson(filter);
        BsonDocument changed = rules.stamp().upserted(which, given, touches, now);
        refuse(rules.check().upsert(which, changed));
        return changed;
    }

    /// What a pipeline makes of a document only the server knows.
    private List<BsonDocument> changed(List<?> pipeline) {
        List<BsonDocument> stages = new ArrayList<>();
        for (Object stage : pipeline) {
            stages.add(bson((Bson) stage));
        }
        return rules.stamp().changed(stages, touches, now);
    }

    private BsonDocument bson(Bson bson) {
        return bson.toBsonDocument(collection.getDocumentClass(), collection.getCodecRegistry());
    }

    /// Names of fields may be what somebody sent.
    private static String onOneLine(Fault fault) {
        return fault.toString().replaceAll("\\p{Cntrl}", " ");
    }

    private void refuse(@Nullable Fault fault) {
        if (fault != null) {
            String name = collection.getNamespace().getCollectionName();
            log.error("Nothing was written to {}: {}", name, onOneLine(fault));
            throw new Problem.Unkept(fault.toString()).exception();
        }
    }
}
