package io.automedia.embeddedmongodb.commands;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The language of mongo-java-server, which works on decoded documents.
final class CompiledLanguage implements QueryLanguage {
    private final QueryMatcher matcher = new DefaultQueryMatcher();

    @Override
    public Predicate<RawDocument> filter(RawDocument filter, RawDocument variables) {
        if (filter.isEmpty()) {
            return _ -> true;
        }
        Document query = filter.toDocument();
        return document -> translating(() -> matcher.matches(document.toDocument(), query));
    }

    @Override
    public UnaryOperator<RawDocument> projection(RawDocument projection, RawDocument filter, RawDocument variables) {
        List<RawDocument> stages = List.of(RawDocument.from(new Document("$project", projection)));
        return document -> pipeline(
                        stages,
                        List.of(document).iterator(),
                        (_, _) -> List.<RawDocument>of().iterator(),
                        variables)
                .next();
    }

    @Override
    public Update update(RawValue update, @Nullable RawValue arrayFilters, RawDocument filter, RawDocument variables) {
        if (!update.isDocument()) {
            throw new MongoError(ErrorCode.COMMAND_NOT_SUPPORTED, "Updates with a pipeline are not supported yet");
        }
        Document statement = new Document("u", update.toObject());
        if (arrayFilters != null) {
            statement.put("arrayFilters", arrayFilters.toObject());
        }
        return new BorrowedUpdate(filter.toDocument(), statement);
    }

    private record BorrowedUpdate(Document filter, Document statement) implements Update {
        @Override
        public RawDocument apply(RawDocument document) {
            return RawDocument.from(translating(() -> OneDocument.update(document.toDocument(), filter, statement)));
        }

        @Override
        public RawDocument upsert() {
            return RawDocument.from(translating(() -> OneDocument.upsert(filter, statement)));
        }
    }

    @Override
    public Validator validator(RawDocument validator) {
        return _ -> {};
    }

    @Override
    public Iterator<RawDocument> pipeline(
            List<RawDocument> stages, Iterator<RawDocument> input, Collections collections, RawDocument variables) {
        List<Document> pipeline = stages.stream().map(RawDocument::toDocument).toList();
        return translating(() -> Aggregation.fromPipeline(pipeline, null, null, null, null)
                .runStagesAsStream(StreamSupport.stream(Spliterators.spliteratorUnknownSize(input, 0), false)
                        .map(RawDocument::toDocument))
                .map(document -> RawDocument.from(document))
                .iterator());
    }

    static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoServerError error) {
            for (ErrorCode code : ErrorCode.values()) {
                if (code.number() == error.getCode()) {
                    throw new MongoError(code, error.getMessageWithoutErrorCode());
                }
            }
            throw MongoError.location(error.getCode(), error.getMessageWithoutErrorCode());
        }
    }
}
