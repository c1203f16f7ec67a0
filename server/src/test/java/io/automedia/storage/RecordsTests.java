package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTests {
    private final CodecRegistry registry = CodecRegistries.fromRegistries(
            CodecRegistries.fromProviders(new LowerCaseEnums(), new Records()),
            CodecRegistries.fromCodecs(new Numbers()),
            MongoClientSettings.getDefaultCodecRegistry());

    private enum Mood {
        VERY_HAPPY,
        CALM
    }

    private record Inner(String name, Mood mood) {}

    private record Outer(
            @BsonId ObjectId id,
            long count,
            boolean flag,
            @Nullable String note,
            @Nullable List<Inner> inners,
            @Nullable Map<String, Number> counters,
            @Nullable Map<String, Inner> named,
            @Nullable Document open,
            @Nullable Instant at) {}

    @Test
    void aPrivateRecordComesBackAsItWas() {
        Inner inner = new Inner("ada", Mood.VERY_HAPPY);
        Outer outer = new Outer(
                new ObjectId(),
                7,
                true,
                "x",
                List.of(inner),
                Map.of("likes", 3, "views", 4_000_000_000L, "ratio", 0.5),
                Map.of("one", inner),
                new Document("deep", new Document("er", 1)),
                Instant.parse("2026-01-15T10:00:00Z"));
        BsonDocument written = write(outer);
        assertThat(written.getObjectId("_id").getValue()).isEqualTo(outer.id());
        assertThat(written.getArray("inners")
                        .get(0)
                        .asDocument()
                        .getString("mood")
                        .getValue())
                .isEqualTo("very_happy");
        assertThat(read(written)).isEqualTo(outer);
    }

    @Test
    void whatIsNullIsNotWrittenAndWhatIsAbsentIsNullOrZero() {
        Outer outer = new Outer(new ObjectId(), 0, false, null, null, null, null, null, null);
        assertThat(write(outer).keySet()).containsExactly("_id", "count", "flag");
        assertThat(read(new BsonDocument("_id", write(outer).get("_id")))).isEqualTo(outer);
    }

    @Test
    void unknownFieldsArePassedOverAndNullsAreRead() {
        BsonDocument document = BsonDocument.parse(
                "{_id: {$oid: '507f1f77bcf86cd799439011'}, count: 5.0, other: {a: [1, 2]}, note: null, flag: true}");
        Outer outer = read(document);
        assertThat(outer.count()).isEqualTo(5);
        assertThat(outer.flag()).isTrue();
        assertThat(outer.note()).isNull();
    }

    private record Whole(
            @BsonId ObjectId id,
            String name,
            Mood mood,
            Inner inner,
            List<String> tags,
            Map<String, Double> counters,
            Document open,
            @Nullable Instant at,
            Instant made,
            int count) {
        private Whole {
            tags = List.copyOf(tags);
        }
    }

    @Test
    void whatCantBeReadIsEmptyAndTheRestIsThere() {
        BsonDocument document = BsonDocument.parse("""
                {_id: {$oid: '507f1f77bcf86cd799439011'}, name: {first: 'Ada'}, mood: 'furious', inner: [1, {a: 2}],
                 tags: ['a', {b: [1]}, 'c'], counters: {likes: 'many', views: 3}, open: 'shut', at: 'noon',
                 made: {$date: '2026-01-15T10:00:00Z'}, count: 1.5}
                """);
        Whole whole = asSent(document).decode(registry.get(Whole.class));
        assertThat(whole)
                .isEqualTo(new Whole(
                        new ObjectId("507f1f77bcf86cd799439011"),
                        "",
                        Mood.VERY_HAPPY,
                        new Inner("", Mood.VERY_HAPPY),
                        List.of(),
                        Map.of(),
                        new Document(),
                        null,
                        Instant.parse("2026-01-15T10:00:00Z"),
                        0));
    }

    @Test
    void aSpoiltElementLeavesTheOthersOfItsList() {
        BsonDocument document = BsonDocument.parse("{inners: [{name: 'ada', mood: 'very_happy'}, {name: 5}]}");
        assertThat(asSent(document).decode(registry.get(Outer.class)).inners())
                .containsExactly(new Inner("ada", Mood.VERY_HAPPY), new Inner("", Mood.VERY_HAPPY));
    }

    private record Limits(int most, List<String> names) {
        private Limits {
            names = names == null ? List.of("all") : List.copyOf(names);
            if (most < 0 || names.contains("nobody")) {
                throw new IllegalArgumentException("limits that can't be");
            }
        }
    }

    private record Kept(String name, Limits limits, Mood mood, List<Inner> inners, Map<String, Inner> named) {
        private Kept {
            limits = limits == null ? new Limits(10, List.of()) : limits;
            mood = mood == null ? Mood.CALM : mood;
            inners = List.copyOf(inners);
            named = Map.copyOf(named);
        }
    }

    private Kept kept(String document) {
        return asSent(BsonDocument.parse(document)).decode(registry.get(Kept.class));
    }

    @Test
    void whatIsAbsentOrUnreadableIsWhatTheRecordMakesOfNothing() {
        Kept nothing = new Kept("", new Limits(10, List.of()), Mood.CALM, List.of(), Map.of());
        assertThat(kept("{}")).isEqualTo(nothing);
        assertThat(kept("{mood: 'furious', limits: 3}")).isEqualTo(nothing);
        assertThat(kept("{limits: {most: 2}}").limits()).isEqualTo(new Limits(2, List.of("all")));
    }

    @Test
    void nullsInListsAndMapsArePassedOver() {
        Kept kept = kept(
                "{inners: [null, {name: 'ada', mood: 'calm'}], named: {one: null, two: {name: 'ben', mood: 'calm'}}}");
        assertThat(kept.inners()).containsExactly(new Inner("ada", Mood.CALM));
        assertThat(kept.named()).isEqualTo(Map.of("two", new Inner("ben", Mood.CALM)));
    }

    @Test
    void whatBreaksTheRulesOfARecordIsPassedOverAndTheRestIsThere() {
        Limits limits = asSent(BsonDocument.parse("{most: -1, names: ['ada']}")).decode(registry.get(Limits.class));
        assertThat(limits).isEqualTo(new Limits(0, List.of("ada")));
        Limits none =
                asSent(BsonDocument.parse("{most: -1, names: ['nobody']}")).decode(registry.get(Limits.class));
        assertThat(none).isEqualTo(new Limits(0, List.of("all")));
    }

    private static RawBsonDocument asSent(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec());
    }

    private BsonDocument write(Outer outer) {
        BsonDocument document = new BsonDocument();
        registry.get(Outer.class)
                .encode(
                        new BsonDocumentWriter(document),
                        outer,
                        EncoderContext.builder().build());
        return document;
    }

    private Outer read(BsonDocument document) {
        return registry.get(Outer.class)
                .decode(
                        new BsonDocumentReader(document),
                        DecoderContext.builder().build());
    }
}
