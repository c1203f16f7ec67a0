package io.automedia.embeddedmongodb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.lookup;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.sort;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.gridfs.model.GridFSFile;
import io.automedia.embeddedmongodb.EmbeddedMongoOptions;
import io.automedia.embeddedmongodb.EmbeddedMongoServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.CollectionOptions;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.aggregation.AggregationResults;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexInfo;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.index.MongoPersistentEntityIndexResolver;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.data.mongodb.core.schema.JsonSchemaProperty;
import org.springframework.data.mongodb.core.schema.MongoJsonSchema;
import org.springframework.data.mongodb.gridfs.GridFsTemplate;
import org.springframework.data.mongodb.repository.MongoRepository;
import org.springframework.data.mongodb.repository.support.MongoRepositoryFactory;

@TestInstance(Lifecycle.PER_CLASS)
class SpringDataTests {
    private EmbeddedMongoServer server;
    private MongoClient client;
    private MongoTemplate template;
    private GridFsTemplate files;
    private Posts posts;

    @org.springframework.data.mongodb.core.mapping.Document("posts")
    @CompoundIndex(name = "feed", def = "{'author': 1, 'likes': -1}")
    record Post(
            @Id @Nullable String id,
            @Indexed(unique = true) String slug,
            String author,
            int likes,
            List<String> tags,
            Instant at,
            @Version @Nullable Long version) {
        static Post of(int number) {
            return new Post(
                    null,
                    "post-" + number,
                    "a" + number % 7,
                    number % 100,
                    List.of("t" + number % 5, "all"),
                    Instant.ofEpochSecond(number),
                    null);
        }
    }

    record Total(String id, int posts, int most) {}

    interface Posts extends MongoRepository<Post, String> {
        Optional<Post> findBySlug(String slug);

        Page<Post> findByTagsContainingAndLikesGreaterThan(String tag, int likes, Pageable page);

        Window<Post> findFirst10ByAuthor(String author, ScrollPosition position, Sort sort);

        Stream<Post> findByLikesBetween(int from, int to);

        long deleteByAuthor(String author);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        server = EmbeddedMongoServer.start(
                EmbeddedMongoOptions.of(folder.resolve("data")).withMemoryBudget(64L << 20));
        client = MongoClients.create(server.connectionString());
        MongoDatabaseFactory factory = new SimpleMongoClientDatabaseFactory(client, "spring_data");
        template = new MongoTemplate(factory);
        files = new GridFsTemplate(factory, template.getConverter());
        posts = new MongoRepositoryFactory(template).getRepository(Posts.class);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void clean() {
        template.getDb().drop();
        var resolver =
                new MongoPersistentEntityIndexResolver(template.getConverter().getMappingContext());
        resolver.resolveIndexFor(Post.class).forEach(template.indexOps(Post.class)::createIndex);
    }

    private void fill(int count) {
        posts.saveAll(IntStream.range(0, count).mapToObj(Post::of).toList());
    }

    @Test
    void repositoriesSaveFindPageStreamAndDelete() {
        fill(1_000);
        assertThat(posts.count()).isEqualTo(1_000);
        Post seventh = posts.findBySlug("post-7").orElseThrow();
        assertThat(seventh)
                .isEqualTo(posts.findById(Objects.requireNonNull(seventh.id())).orElseThrow());
        assertThat(seventh.at()).isEqualTo(Instant.ofEpochSecond(7));
        Page<Post> page =
                posts.findByTagsContainingAndLikesGreaterThan("t3", 90, PageRequest.of(1, 5, Sort.by("likes", "slug")));
        assertThat(page.getTotalElements()).isEqualTo(20);
        assertThat(page.getContent()).hasSize(5).allMatch(post -> post.likes() == 93);
        try (Stream<Post> stream = posts.findByLikesBetween(9, 21)) {
            assertThat(stream).hasSize(110);
        }
        assertThat(posts.deleteByAuthor("a0")).isEqualTo(143);
        assertThat(posts.findAll()).hasSize(857);
    }

    @Test
    void aWindowScrollsByKeysThroughAll() {
        fill(500);
        Sort sort = Sort.by(Sort.Order.desc("likes"));
        int seen = 0;
        ScrollPosition position = ScrollPosition.keyset();
        Window<Post> window;
        do {
            window = posts.findFirst10ByAuthor("a3", position, sort);
            seen += window.size();
            position = window.isEmpty() ? position : (KeysetScrollPosition) window.positionAt(window.size() - 1);
        } while (window.hasNext());
        assertThat(seen).isEqualTo(71);
    }

    @Test
    void indexesOfAnnotationsAreMadeAndObeyed() {
        assertThat(template.indexOps(Post.class).getIndexInfo())
                .extracting(IndexInfo::getName)
                .containsExactlyInAnyOrder("_id_", "slug", "feed");
        template.indexOps(Post.class)
                .createIndex(
                        new Index("at", Sort.Direction.DESC).named("newest").expire(Duration.ofDays(9)));
        assertThat(template.indexOps(Post.class).getIndexInfo())
                .filteredOn(index -> index.getName().equals("newest"))
                .singleElement()
                .satisfies(index -> assertThat(index.getExpireAfter()).contains(Duration.ofDays(9)));
        posts.save(Post.of(1));
        assertThatThrownBy(() -> posts.save(Post.of(1)))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("slug");
    }

    @Test
    void whoSavesAnOldVersionIsRefused() {
        Post first = posts.save(Post.of(1));
        posts.save(first);
        assertThatThrownBy(() -> posts.save(first)).isInstanceOf(OptimisticLockingFailureException.class);
    }

    @Test
    void documentsAreChangedWhereTheyAre() {
        fill(100);
        Query third = query(where("slug").is("post-3"));
        assertThat(template.updateMulti(
                                query(where("author").is("a3")),
                                new Update().inc("likes", 1).push("tags", "seen"),
                                Post.class)
                        .getModifiedCount())
                .isEqualTo(14);
        Post changed = template.findAndModify(
                third,
                new Update().set("likes", 50).addToSet("tags").each("x", "all"),
                FindAndModifyOptions.options().returnNew(true),
                Post.class);
        assertThat(changed)
                .isNotNull()
                .satisfies(post -> assertThat(post.likes()).isEqualTo(50));
        Object upserted = template.upsert(query(where("slug").is("new")), Update.update("author", "b"), Post.class)
                .getUpsertedId();
        assertThat(upserted).isNotNull();
        var bulk = template.bulkOps(BulkMode.UNORDERED, Post.class)
                .insert(Post.of(1_000))
                .updateOne(third, new Update().set("likes", 51))
                .remove(query(where("author").is("a1")))
                .execute();
        assertThat(bulk.getDeletedCount()).isEqualTo(15);
        assertThat(template.findOne(third.limit(1), Post.class))
                .extracting("likes")
                .isEqualTo(51);
    }

    @Test
    void pipelinesAreAnsweredAsRecords() {
        fill(700);
        IntStream.range(0, 7)
                .forEach(i -> template.save(new Document("_id", "a" + i).append("name", "Author " + i), "authors"));
        AggregationResults<Total> totals = template.aggregate(
                newAggregation(
                        match(where("likes").lt(10)),
                        group("author").count().as("posts").max("likes").as("most"),
                        lookup("authors", "_id", "_id", "who"),
                        match(where("who.name").is("Author 0")),
                        sort(Sort.Direction.ASC, "_id")),
                Post.class,
                Total.class);
        assertThat(totals.getMappedResults()).containsExactly(new Total("a0", 10, 9));
        assertThat(template.findDistinct(query(where("likes").gt(50)), "tags", Post.class, String.class))
                .containsExactlyInAnyOrder("all", "t0", "t1", "t2", "t3", "t4");
    }

    @Test
    void aSchemaOfTheTemplateIsObeyed() {
        MongoJsonSchema schema = MongoJsonSchema.builder()
                .properties(JsonSchemaProperty.required(JsonSchemaProperty.string("name")))
                .build();
        template.createCollection("strict", CollectionOptions.empty().schema(schema));
        assertThatThrownBy(() -> template.save(new Document("name", 5), "strict"))
                .hasMessageContaining("failed validation");
        template.save(new Document("name", "five"), "strict");
    }

    @Test
    void filesGoThroughGridFs() throws Exception {
        byte[] bytes = "a film ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        files.store(new ByteArrayInputStream(bytes), "film", "video/mp4", new Document("kind", "film"));
        GridFSFile file = files.findOne(query(where("metadata.kind").is("film")));
        assertThat(file.getLength()).isEqualTo(bytes.length);
        assertThat(files.getResource(file).getContentAsByteArray()).isEqualTo(bytes);
        files.delete(query(where("filename").is("film")));
        assertThat(files.getResource("film").exists()).isFalse();
    }

    @Test
    void transactionsAndWhatIsNotThereAreRefusedByName() {
        try (var session = client.startSession()) {
            session.startTransaction();
            assertThatThrownBy(() -> template.withSession(session).save(Post.of(1)))
                    .hasStackTraceContaining("Transaction numbers are only allowed on a replica set member");
        }
        assertThat(posts.count()).isZero();
        assertThatThrownBy(() -> template.executeCommand("{fly: 1}")).hasMessageContaining("no such command: 'fly'");
    }
}
