package io.automedia.benchmarks.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.automedia.embeddedmongodb.Standalone;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// `StoreBenchmark [--documents N] [--seconds S] [--skip NAME]… [--against URI]`: fills each server with N posts and
/// asks the same of all of them, one server after the other; prints a table. The embedded store and mongo-java-server
/// with H2 run as processes of their own; `--against` names a third server that already runs, whose database
/// `store_benchmark` is dropped before and after.
final class StoreBenchmark {
    private static final int BULK = 1_000;
    private static final int CLIENTS = 16;
    private static final int PAGE = 20;
    private static final int UPSERTS = 60_000;
    private static final int READS = 2_000;
    private static final int READS_OF_SHAPE = 200;
    private static final int BULKS = 40;
    private static final Duration WARMING = Duration.ofSeconds(2);
    /// Upserts are the first that a server does again and again: what compiles itself is at that meanwhile.
    private static final Duration WARMING_UPSERTS = Duration.ofSeconds(10);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final String FIND_ONE = "findOne by _id";
    private static final String BULK_UPSERT = "bulk of 1,000 upserts by _id, documents a second";
    private static final String DATABASE = "store_benchmark";

    private final long documents;
    private final Duration time;
    private final Map<String, Map<String, String>> table = new LinkedHashMap<>();

    private StoreBenchmark(long documents, Duration time) {
        this.documents = documents;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        long documents = 50_000;
        long seconds = 10;
        String against = "";
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--documents" -> documents = Long.parseLong(arguments[i + 1]);
                case "--seconds" -> seconds = Long.parseLong(arguments[i + 1]);
                case "--against" -> against = arguments[i + 1];
                case "--skip" -> skipped.add(arguments[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        StoreBenchmark benchmark = new StoreBenchmark(documents, Duration.ofSeconds(seconds));
        if (!skipped.contains("embedded")) {
            benchmark.embedded();
        }
        if (!against.isEmpty()) {
            benchmark.running("other server", against);
        }
        if (!skipped.contains("h2")) {
            benchmark.h2();
        }
        benchmark.print();
    }

    private void embedded() throws Exception {
        Path folder = Files.createTempDirectory("store-benchmark");
        List<String> options = List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-XX:+UseSerialGC");
        Map<String, String> column = column("embedded-mongodb");
        ServerProcess server = ServerProcess.start(Standalone.class, options, List.of(folder.toString(), "0"));
        String password =
                URLEncoder.encode(Files.readString(folder.resolve("password")).strip(), StandardCharsets.UTF_8);
        try (MongoClient client = MongoClients.create("mongodb://embedded:" + password + "@" + server.address())) {
            measure(client, column, server);
            put(column, "memory, MiB", String.valueOf(server.residentMiB()));
            put(column, "disk, MiB", String.valueOf(ServerProcess.mebibytes(folder)));
        }
        server.kill();
        long began = System.nanoTime();
        try (ServerProcess again = ServerProcess.start(Standalone.class, options, List.of(folder.toString(), "0"));
                MongoClient client = MongoClients.create("mongodb://embedded:" + password + "@" + again.address())) {
            posts(client).find().first();
            put(column, "first answer after kill -9, ms", millis(System.nanoTime() - began));
        }
        remove(folder);
    }

    /// Only bulk inserts, and upserts and finds by `_id`: it scans for all the rest, an upsert takes seconds.
    private void h2() throws Exception {
        Path folder = Files.createTempDirectory("store-benchmark");
        try (ServerProcess server = ServerProcess.start(H2Server.class, List.of("-Xmx1g"), List.of(folder.toString()));
                MongoClient client = MongoClients.create("mongodb://" + server.address())) {
            Map<String, String> column = column("mongo-java-server + H2");
            MongoCollection<Document> posts = posts(client);
            posts.createIndexes(Posts.indexes());
            fill(posts, column, server);
            put(column, BULK_UPSERT, rate(bulkUpserts(posts, new AtomicLong(documents))));
            latencies(column, FIND_ONE, READS, i -> posts.find(Filters.eq("_id", Posts.id(i))));
            put(column, "memory, MiB", String.valueOf(server.residentMiB()));
            put(column, "disk, MiB", String.valueOf(ServerProcess.mebibytes(folder)));
        }
        remove(folder);
    }

    private void running(String name, String uri) throws Exception {
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(DATABASE).drop();
            measure(client, column(name), null);
            client.getDatabase(DATABASE).drop();
        }
    }

    private Map<String, String> column(String name) {
        System.err.println(name);
        return table.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }

    private static MongoCollection<Document> posts(MongoClient client) {
        return client.getDatabase(DATABASE).getCollection("posts");
    }

    private void measure(MongoClient client, Map<String, String> column, @Nullable ServerProcess server)
            throws Exception {
        MongoCollection<Document> posts = posts(client);
        posts.createIndexes(Posts.indexes());
        fill(posts, column, server);
        AtomicLong next = new AtomicLong(documents);
        put(column, BULK_UPSERT, rate(bulkUpserts(posts, next)));
        put(column, "upsert, 1 client, a second", rate(upserts(posts, next, 1)));
        put(column, "upsert, 16 clients, a second", rate(upserts(posts, next, CLIENTS)));
        latencies(column, FIND_ONE, READS, i -> posts.find(Filters.eq("_id", Posts.id(i))));
        latencies(column, "feed page", READS, i -> page(posts, platform(i), Sorts.descending("publishedAt", "_id")));
        latencies(
                column,
                "feed page at any depth",
                READS,
                i -> page(
                        posts,
                        Filters.and(platform(i), Filters.lt("publishedAt", Posts.published(i))),
                        Sorts.descending("publishedAt", "_id")));
        shapes().forEach((name, filter) -> latencies(
                column,
                name + ", newest 20",
                READS_OF_SHAPE,
                i -> page(posts, filter.apply(i), Sorts.descending("publishedAt"))));
    }

    private void fill(MongoCollection<Document> posts, Map<String, String> column, @Nullable ServerProcess server) {
        InsertManyOptions unordered = new InsertManyOptions().ordered(false);
        long spent = 0;
        List<Double> cpu = new ArrayList<>();
        for (long from = 0; from < documents; from += BULK) {
            if (server != null
                    && from % Math.max(BULK, documents / 5 / BULK * BULK) == 0
                    && server.cpuSeconds() != null) {
                cpu.add(server.cpuSeconds());
            }
            List<RawBsonDocument> bulk = encoded(LongStream.range(from, Math.min(documents, from + BULK)), true);
            long began = System.nanoTime();
            posts.withDocumentClass(RawBsonDocument.class).insertMany(bulk, unordered);
            spent += System.nanoTime() - began;
        }
        put(column, "bulk of 1,000, documents a second", rate(documents * 1e9 / spent));
        if (server != null && server.cpuSeconds() != null) {
            cpu.add(server.cpuSeconds());
            double part = documents / 5.0 / 1_000;
            put(
                    column,
                    "the same, CPU ms a document by fifths",
                    LongStream.range(1, cpu.size())
                            .mapToObj(i -> "%.3f".formatted((cpu.get((int) i) - cpu.get((int) i - 1)) / part))
                            .toList()
                            .toString());
        }
    }

    /// Posts as they go over the wire, so that making them up doesn't count.
    private static List<RawBsonDocument> encoded(LongStream numbers, boolean withId) {
        Codec<Document> codec = new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());
        return numbers.mapToObj(number -> {
                    Document post = Posts.post(number);
                    if (!withId) {
                        post.remove("_id");
                    }
                    return new RawBsonDocument(post, codec);
                })
                .toList();
    }

    /// Half of them change a post that is there, half bring a new one; the first half of the bulks warms up. Returns
    /// how many documents a second.
    private double bulkUpserts(MongoCollection<Document> posts, AtomicLong next) {
        SplittableRandom random = new SplittableRandom(next.get());
        long spent = 0;
        for (int bulk = 0; bulk < BULKS; bulk++) {
            long first = next.getAndAdd(BULK / 2);
            List<ReplaceOneModel<RawBsonDocument>> writes = encoded(
                            LongStream.range(0, BULK).map(i -> i % 2 == 0 ? first + i / 2 : random.nextLong(documents)),
                            true)
                    .stream()
                    .map(post -> new ReplaceOneModel<>(Filters.eq(post.get("_id")), post, UPSERT))
                    .toList();
            long began = System.nanoTime();
            posts.withDocumentClass(RawBsonDocument.class).bulkWrite(writes, new BulkWriteOptions().ordered(false));
            spent += bulk < BULKS / 2 ? 0 : System.nanoTime() - began;
        }
        return BULKS / 2.0 * BULK * 1e9 / spent;
    }

    /// Half of them change a post that is there, half bring a new one; some seconds of them warm up. Returns how many a
    /// second.
    private double upserts(MongoCollection<Document> posts, AtomicLong next, int clients)
            throws InterruptedException, ExecutionException {
        upserts(posts, next, clients, WARMING_UPSERTS);
        return upserts(posts, next, clients, time);
    }

    private double upserts(MongoCollection<Document> posts, AtomicLong next, int clients, Duration time)
            throws InterruptedException, ExecutionException {
        SplittableRandom random = new SplittableRandom(next.get());
        long first = next.getAndAdd(UPSERTS / 2);
        List<RawBsonDocument> fresh = encoded(
                LongStream.range(0, UPSERTS).map(i -> i % 2 == 0 ? first + i / 2 : random.nextLong(documents)), false);
        AtomicInteger started = new AtomicInteger();
        AtomicLong done = new AtomicLong();
        long began = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int client = 0; client < clients; client++) {
                all.add(threads.submit(() -> {
                    int i = started.getAndIncrement();
                    while (i < UPSERTS && System.nanoTime() - began < time.toNanos()) {
                        RawBsonDocument post = fresh.get(i);
                        posts.withDocumentClass(RawBsonDocument.class)
                                .replaceOne(
                                        Filters.and(
                                                Filters.eq("platform", post.get("platform")),
                                                Filters.eq("platformId", post.get("platformId"))),
                                        post,
                                        UPSERT);
                        done.incrementAndGet();
                        i = started.getAndIncrement();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        return done.get() / seconds(began);
    }

    private static Map<String, LongFunction<Bson>> shapes() {
        Map<String, LongFunction<Bson>> shapes = new LinkedHashMap<>();
        shapes.put("author", i -> Filters.eq("author.id", Posts.authorId((int) (i % 5_000))));
        shapes.put("tag", i -> Filters.eq("tags", Posts.tag((int) (i % 400))));
        shapes.put("topic", i -> Filters.eq("topics", Posts.topic((int) (i % 100))));
        shapes.put("type", _ -> Filters.eq("type", "video"));
        shapes.put("pending", _ -> Filters.eq("moderationStatus", "pending"));
        shapes.put("made by a machine", _ -> Filters.eq("aiGenerated", true));
        shapes.put("very positive", _ -> Filters.gte("metadata.sentiment.score", 0.95));
        shapes.put("at least 1,000 likes", _ -> Filters.gte("metadata.engagement.likes", 1_000));
        shapes.put(
                "an hour of one platform",
                i -> Filters.and(
                        platform(i),
                        Filters.gte("publishedAt", Posts.published(i)),
                        Filters.lt("publishedAt", Posts.published(i + 90))));
        return shapes;
    }

    private static Bson platform(long number) {
        return Filters.eq("platform", Posts.PLATFORMS.get((int) (number % Posts.PLATFORMS.size())));
    }

    private static FindIterable<Document> page(MongoCollection<Document> posts, Bson filter, Bson order) {
        return posts.find(filter).sort(order).limit(PAGE);
    }

    /// Asks with numbers of random posts, as often as the count says or the time allows, after two seconds that warm
    /// up.
    private void latencies(
            Map<String, String> column, String name, int count, LongFunction<FindIterable<Document>> question) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        ask(random, question, count, WARMING);
        long[] nanos = ask(random, question, count, time);
        Arrays.sort(nanos);
        String cell = nanos.length == 0
                ? "over " + time
                : millis(nanos[nanos.length / 2]) + " / " + millis(nanos[nanos.length * 99 / 100]);
        put(column, name + ", ms p50 / p99", cell);
    }

    private long[] ask(
            SplittableRandom random, LongFunction<FindIterable<Document>> question, int most, Duration time) {
        long first = System.nanoTime();
        return LongStream.generate(() -> random.nextLong(documents))
                .limit(most)
                .map(number -> {
                    long began = System.nanoTime();
                    question.apply(number).into(new ArrayList<>());
                    return System.nanoTime() - began;
                })
                .takeWhile(_ -> System.nanoTime() - first < time.toNanos())
                .toArray();
    }

    /// Also tells it at once: slow servers take their time.
    private static void put(Map<String, String> column, String row, String value) {
        column.put(row, value);
        System.err.println(row + ": " + value);
    }

    private void print() {
        System.out.println("| " + documents + " documents | " + String.join(" | ", table.keySet()) + " |");
        System.out.println("|---|" + "---|".repeat(table.size()));
        table.values().stream()
                .flatMap(column -> column.keySet().stream())
                .distinct()
                .forEach(row -> {
                    List<String> cells = table.values().stream()
                            .map(column -> column.getOrDefault(row, "–"))
                            .toList();
                    System.out.println("| " + row + " | " + String.join(" | ", cells) + " |");
                });
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String rate(double perSecond) {
        return "%,.0f".formatted(perSecond);
    }

    private static String millis(long nanos) {
        return "%.2f".formatted(nanos / 1e6);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
