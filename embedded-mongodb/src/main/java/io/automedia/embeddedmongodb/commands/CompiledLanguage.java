package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.ElementCursor;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.language.Aggregation;
import io.automedia.embeddedmongodb.language.DocumentValidator;
import io.automedia.embeddedmongodb.language.Filter;
import io.automedia.embeddedmongodb.language.Projection;
import io.automedia.embeddedmongodb.language.Variables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The commands' door to the language, compiled anew for each command; only validators, which stay the same and are
/// long, are kept.
final class CompiledLanguage implements QueryLanguage {
    private static final int MOST_VALIDATORS = 1_000;

    private final Clock clock;
    private final Map<RawDocument, DocumentValidator> validators = new ConcurrentHashMap<>();

    CompiledLanguage(Clock clock) {
        this.clock = clock;
    }

    private Variables variables(RawDocument let) {
        return let.isEmpty() ? Variables.at(clock.millis()) : Variables.of(let, clock.millis());
    }

    @Override
    public Predicate<RawDocument> filter(RawDocument filter, RawDocument variables) {
        return filter.isEmpty() ? _ -> true : Filter.compile(filter, variables(variables))::matches;
    }

    @Override
    public UnaryOperator<RawDocument> projection(RawDocument projection, RawDocument filter, RawDocument variables) {
        if (projection.isEmpty()) {
            return document -> document;
        }
        Variables constants = variables(variables);
        return Projection.compile(projection, Filter.compile(filter, constants), constants)::apply;
    }

    @Override
    public Update update(RawValue update, @Nullable RawValue arrayFilters, RawDocument filter, RawDocument variables) {
        Variables constants = variables(variables);
        return new Compiled(io.automedia.embeddedmongodb.language.Update.compile(
                update, Filter.compile(filter, constants), documents(arrayFilters), constants));
    }

    private static List<RawDocument> documents(@Nullable RawValue array) {
        List<RawDocument> documents = new ArrayList<>();
        if (array != null) {
            if (!array.isArray()) {
                throw new MongoError(
                        ErrorCode.TYPE_MISMATCH, "'arrayFilters' is the wrong type, expected type 'array'");
            }
            ElementCursor cursor = array.asDocument().cursor();
            while (cursor.next()) {
                if (!cursor.value().isDocument()) {
                    throw new MongoError(ErrorCode.TYPE_MISMATCH, "an array filter must be an object");
                }
                documents.add(cursor.value().asDocument());
            }
        }
        return documents;
    }

    private record Compiled(io.automedia.embeddedmongodb.language.Update update) implements Update {
        @Override
        public RawDocument apply(RawDocument document) {
            return update.apply(document).document();
        }

        @Override
        public void checkUpsert() {
            update.checkUpsert();
        }

        @Override
        public RawDocument upsert() {
            return update.insertion();
        }
    }

    @Override
    public Validator validator(RawDocument validator) {
        if (validators.size() > MOST_VALIDATORS) {
            validators.clear();
        }
        DocumentValidator compiled = validators.computeIfAbsent(validator, DocumentValidator::compile);
        return document -> {
            MongoError refusal = compiled.check(document);
            if (refusal != null) {
                throw refusal;
            }
        };
    }

    @Override
    public Iterator<RawDocument> pipeline(
            List<RawDocument> stages, Iterator<RawDocument> input, Collections collections, RawDocument variables) {
        return Aggregation.compile(stages, collections::find, variables(variables))
                .run(input);
    }
}
