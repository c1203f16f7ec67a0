package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.generations.GenerationFixtures;
import io.automedia.generations.Generations;
import io.automedia.storage.CollectionSchema;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [Expected] has from the schema by hand is what the descriptions of the collections, the records in the program,
/// the indexes in the server and the documents in it have.
@AutoMediaTest
class SchemaTests {
    private static final int LOOKED_AT = 500;

    private final InstalledSchema installed;
    private final MongoDatabase database;
    private final TestPeople people;
    private final Generations generations;

    SchemaTests(InstalledSchema installed, MongoDatabase database, TestPeople people, Generations generations) {
        this.installed = installed;
        this.database = database;
        this.people = people;
        this.generations = generations;
    }

    private CollectionSchema described(Expected expected) {
        return installed.collection(expected.collection()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void theDescriptionHasTheFieldsAndEnumsOfTheSchemaAndOurAdditions(Expected expected) {
        Document validator = Objects.requireNonNull(described(expected).jsonSchema());
        Described description = Described.ofJsonSchema(validator);
        assertThat(description.fields().remove("_id")).isEqualTo("id");
        assertThat(description.fields().remove("__v")).isEqualTo("number");
        TreeMap<String, String> wanted = expected.all().fields();
        wanted.remove("__v");
        assertThat(description.fields()).containsExactlyEntriesOf(wanted);
    }

    @ParameterizedTest
    @EnumSource
    void theRecordHasTheFieldsOfTheSchemaAndOurAdditions(Expected expected) throws ClassNotFoundException {
        Described record = Described.ofRecord(Class.forName(expected.record()));
        assertThat(record.fields().remove("_id")).isEqualTo("id");
        Described known = expected.all().inTheFormOf(record);
        // written beside the record, and read by who notes or announces it alone
        known.fields().keySet().removeIf(path -> path.matches("pending(Notes|Updates)\\[].*"));
        assertThat(record.fields()).containsExactlyEntriesOf(known.fields());
    }

    @ParameterizedTest
    @EnumSource
    void theIndexesAreThoseOfTheSchemaAndOurs(Expected expected) {
        assertThat(described(expected).indexes())
                .extracting(SchemaTests::index)
                .containsExactlyInAnyOrderElementsOf(expected.indexes());
    }

    @ParameterizedTest
    @EnumSource
    void theServerHasTheseIndexes(Expected expected) {
        Set<String> there = new TreeSet<>();
        for (Document index : database.getCollection(expected.collection()).listIndexes()) {
            there.add(index(index.get("key", Document.class), index.getBoolean("unique", false)));
        }
        List<String> onEveryServer = expected.indexes().stream()
                .filter(index -> !index.contains(":text") && !index.contains(":2dsphere"))
                .toList();
        assertThat(there).contains("_id:1").containsAll(onEveryServer);
    }

    @ParameterizedTest
    @EnumSource
    void documentsHaveNoOtherFields(Expected expected) {
        TestPerson ada = people.someone();
        ada.http().post("/api/v1/content", """
                        {"platform": "twitter", "content": {"text": "Snow #winter @ada https://example.org"},
                         "metadata": {"engagement": {"likes": 1}, "location": {"name": "Here"}}, "tags": ["a"]}
                        """);
        ada.http().post("/api/v1/topics", "{\"name\": \"Snow\", \"keywords\": [{\"term\": \"snow\"}]}");
        ada.http().post("/api/v1/platforms", "{\"type\": \"fake\", \"config\": {\"apiKey\": \"secret\"}}");
        ada.http().post("/api/v1/agents", GenerationFixtures.AGENT);
        ada.http().post("/api/v1/collections", "{\"name\": \"Snow\", \"color\": \"#3B82F6\"}");
        generations.keep(ada.caller(), GenerationFixtures.answered("Snow is falling"));
        Set<String> unknown = new TreeSet<>();
        List<Document> some = database.getCollection(expected.collection())
                .find()
                .limit(LOOKED_AT)
                .into(new ArrayList<>());
        some.forEach(document -> collect("", document, expected.all(), unknown));
        assertThat(some).isNotEmpty();
        assertThat(unknown).containsExactly("_id");
    }

    /// What the description allows is in the record as it was, numbers as the nearest whole ones where there are no
    /// others.
    @ParameterizedTest
    @EnumSource
    void whatTheDescriptionAllowsIsReadAndWrittenAsItWas(Expected expected) throws ClassNotFoundException {
        Class<?> record = Class.forName(expected.record());
        Generated generated = new Generated(11);
        Set<String> lost = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            BsonDocument document = generated
                    .full(Objects.requireNonNull(described(expected).jsonSchema()))
                    .toBsonDocument(Document.class, database.getCodecRegistry());
            Codec<?> codec = database.getCodecRegistry().get(record);
            Object read = codec.decode(
                    document.asBsonReader(), DecoderContext.builder().build());
            compare("", document, BsonDocumentWrapper.asBsonDocument(read, database.getCodecRegistry()), lost);
        }
        // versions are not counted in all collections, what is noted and announced is read by who does that, and the
        // point follows from the coordinates
        lost.removeIf(path -> path.matches("(__v|pendingNotes|pendingUpdates|metadata\\.location\\.point)\\b.*"));
        assertThat(lost).isEmpty();
    }

    private static void compare(String path, @Nullable BsonValue wanted, @Nullable BsonValue found, Set<String> lost) {
        if (wanted instanceof BsonDocument document && found instanceof BsonDocument read) {
            document.forEach(
                    (name, part) -> compare(path.isEmpty() ? name : path + "." + name, part, read.get(name), lost));
        } else if (wanted instanceof BsonArray list && found instanceof BsonArray read && list.size() == read.size()) {
            for (int i = 0; i < list.size(); i++) {
                compare(path, list.get(i), read.get(i), lost);
            }
        } else if (!isSame(wanted, found)) {
            lost.add(path + " " + wanted + " " + found);
        }
    }

    private static boolean isSame(@Nullable BsonValue wanted, @Nullable BsonValue found) {
        if (wanted instanceof BsonNumber number && found instanceof BsonNumber read) {
            return Math.abs(number.doubleValue() - read.doubleValue()) <= 0.5;
        }
        return Objects.equals(wanted, found);
    }

    private static void collect(String path, @Nullable Object value, Described known, Set<String> unknown) {
        switch (value) {
            case null -> unknown.add(path + " is null");
            case Document document ->
                document.forEach(
                        (name, field) -> collect(path.isEmpty() ? name : path + "." + name, field, known, unknown));
            case List<?> list -> list.forEach(element -> collect(path + "[]", element, known, unknown));
            default -> {
                // what a platform says beyond the schema is kept there
                if (!known.knows(path) && !path.startsWith("metadata.source.")) {
                    unknown.add(path);
                }
            }
        }
    }

    private static String index(IndexDefinition index) {
        return index(index.keys(), index.unique());
    }

    static String index(Document keys, boolean unique) {
        List<String> parts = new ArrayList<>();
        keys.forEach((field, direction) ->
                parts.add(field + ":" + (direction instanceof Number number ? number.intValue() : direction)));
        return String.join(" ", parts) + (unique ? " unique" : "");
    }
}
