package io.automedia.media;

import static io.automedia.media.MediaSamples.SECRET;
import static io.automedia.media.MediaSamples.decoded;
import static io.automedia.media.MediaSamples.encoded;
import static io.automedia.media.MediaSamples.joined;
import static io.automedia.media.MediaSamples.latin;
import static io.automedia.media.MediaSamples.picture;
import static io.automedia.media.MediaSamples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Access;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.storage.DataFolder;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;

@AutoMediaTest
class MediaApiTests {
    private static final String MEDIA = "/api/v1/media";

    private final TestPeople people;
    private final MongoDatabase store;
    private final MediaRepository repository;
    private final Access access;
    private final DataFolder folder;
    private final Clock clock;
    private final ObjectProvider<MediaAudience> audiences;
    private final TestPerson ada;

    MediaApiTests(
            TestPeople people,
            MongoDatabase store,
            MediaRepository repository,
            Access access,
            DataFolder folder,
            Clock clock,
            ObjectProvider<MediaAudience> audiences) {
        this.people = people;
        this.store = store;
        this.repository = repository;
        this.access = access;
        this.folder = folder;
        this.clock = clock;
        this.audiences = audiences;
        this.ada = people.someone();
    }

    @Test
    void aPhotographLosesItsPlaceAndKeepsItsPicture() {
        byte[] photograph = MediaSamples.talkativeJpeg();
        Answer made = ada.http().upload(MEDIA, "../../holiday.html", photograph);

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.at("/type")).isEqualTo("image/jpeg");
        assertThat(made.at("/name")).isEqualTo("holiday.jpg");
        assertThat(made.json().at("/width").asInt()).as("upright").isEqualTo(32);
        assertThat(made.json().at("/height").asInt()).isEqualTo(64);
        assertThat(made.header("Location")).isEqualTo(made.at("/url"));

        Answer got = ada.http().get(made.at("/url"));
        assertThat(got.status()).isEqualTo(200);
        assertThat(text(got.bytes())).doesNotContain(SECRET);
        assertThat(decoded(got.bytes()).getRGB(3, 30))
                .isEqualTo(decoded(photograph).getRGB(3, 30));
        assertThat(got.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Content-Disposition")).startsWith("inline").contains("holiday.jpg");
        assertThat(got.header("Content-Security-Policy")).contains("sandbox");
        assertThat(ada.http().get(made.at("/url") + "?download=true").header("Content-Disposition"))
                .startsWith("attachment");

        Answer small = ada.http().get(made.at("/thumbnail"));
        assertThat(decoded(small.bytes()).getWidth()).isEqualTo(32);
        assertThat(decoded(small.bytes()).getHeight()).isEqualTo(64);
        assertThat(ada.http().get(MEDIA).json().at("/items/0/id").asString()).isEqualTo(made.at("/id"));
    }

    @Test
    void everyKindIsKept() {
        for (byte[] file : List.of(
                MediaSamples.talkativePng(),
                MediaSamples.talkativeGif(),
                MediaSamples.talkativeWebp(),
                MediaSamples.talkativeFilm("isom"),
                MediaSamples.talkativeFilm("qt  "))) {
            Answer made = ada.http().upload(MEDIA, "file", file);
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            Answer got = ada.http().get(made.at("/url"));
            assertThat(got.header("Content-Type")).isEqualTo(made.at("/type"));
            assertThat(got.bytes()).hasSize(made.json().at("/size").asInt());
            assertThat(text(got.bytes())).doesNotContain(SECRET);
        }
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItSaysToBe() {
        for (String content : List.of(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "\0\0\0\u0018ftypheicmif1",
                "%PDF-1.7")) {
            Answer refused = ada.http().upload(MEDIA, "picture.png", latin(content));
            assertThat(refused.status()).as("%s", refused).isEqualTo(415);
            assertThat(refused.at("/code")).isEqualTo("DATA005");
        }
        assertThat(ada.http().post(MEDIA, "{}").status()).isEqualTo(415);
        assertThat(ada.http().upload(MEDIA, "picture.png", new byte[0]).at("/detail"))
                .isEqualTo("file is empty");
        assertThat(ada.http().get(MEDIA).json().at("/items").isEmpty()).isTrue();
    }

    @Test
    void filesOfTwoKindsAndDamagedOnesAreRefused() {
        byte[] png = MediaSamples.png(60, 60);
        for (byte[] file : List.of(
                joined(latin("GIF89a"), latin("=1;alert(document.cookie)//"), MediaSamples.talkativeGif()),
                Arrays.copyOf(png, png.length - 20),
                Arrays.copyOf(encoded("jpeg", picture(60, 60)), 500))) {
            Answer refused = ada.http().upload(MEDIA, "a", file);
            assertThat(refused.status()).as("%s", refused).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("file");
        }
        Answer huge = ada.http().upload(MEDIA, "a.png", MediaSamples.hugePng(30_000, 30_000));
        assertThat(huge.at("/detail"))
                .isEqualTo("file has 30000 × 30000 pixels, more than the 50000000 that are accepted: make it smaller");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        byte[] large = joined(MediaSamples.png(2, 2), new byte[21 << 20]);
        Answer refused = ada.http().upload(MEDIA, "a.png", large);
        assertThat(refused.status()).as("%s", refused).isEqualTo(413);
        assertThat(refused.at("/detail")).isEqualTo("The file is larger than the 20 MB accepted of image/png.");
    }

    /// A picture that does not compress, over several chunks of GridFS.
    private static byte[] noise() {
        var image = picture(700, 500);
        Random random = new Random(7);
        for (int i = 0; i < 700 * 500; i++) {
            image.setRGB(i % 700, i / 700, random.nextInt());
        }
        return encoded("png", image);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-99, 10, 100",
        "bytes=261100-261200, 261100, 261201",
        "bytes=600000-, 600000, -1",
        "bytes=-7, -7, -1",
        "bytes=5-99999999, 5, -1"
    })
    void aRangeIsAnsweredWithIt(String range, int from, int to) {
        byte[] file = noise();
        Answer made = ada.http().upload(MEDIA, "noise.png", file);
        int first = from < 0 ? file.length + from : from;
        int end = to < 0 ? file.length : to;

        Answer part = ada.http().with("Range", range).get(made.at("/url"));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes %d-%d/%d".formatted(first, end - 1, file.length));
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(file, first, end));
    }

    @Test
    void severalRangesAreAnsweredInParts() {
        byte[] file = MediaSamples.png(9, 9);
        String url = ada.http().upload(MEDIA, "a.png", file).at("/url");
        Answer parts = ada.http().with("Range", "bytes=0-3,8-11").get(url);

        assertThat(parts.status()).isEqualTo(206);
        assertThat(parts.header("Content-Type")).startsWith("multipart/byteranges");
        assertThat(text(parts.bytes()))
                .contains("bytes 0-3/" + file.length, "bytes 8-11/" + file.length, text(Arrays.copyOf(file, 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9000-9001", "bytes=5-2", "bytes=x"})
    void aRangeThatCanNotBeIsRefused(String range) {
        String url = ada.http().upload(MEDIA, "a.png", MediaSamples.png(9, 9)).at("/url");
        Answer refused = ada.http().with("Range", range).get(url);
        assertThat(refused.status()).isEqualTo(416);
        assertThat(refused.header("Content-Range")).startsWith("bytes */");
        assertThat(refused.bytes()).isEmpty();
    }

    @Test
    void whoCountsInSomethingElseGetsTheWhole() {
        String url = ada.http().upload(MEDIA, "a.png", MediaSamples.png(9, 7)).at("/url");
        Answer whole = ada.http().with("Range", "apples=1-2").get(url);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.bytes()).isEqualTo(ada.http().get(url).bytes());
    }

    @Test
    void aFileThatIsKnownIsNotSentAgain() {
        String url = ada.http().upload(MEDIA, "a.png", MediaSamples.png(9, 8)).at("/url");
        String etag = ada.http().get(url).header("ETag");

        assertThat(ada.http().with("If-None-Match", etag).get(url).status()).isEqualTo(304);
        assertThat(ada.http().with("If-None-Match", "\"other\"").get(url).status())
                .isEqualTo(200);
        Http part = ada.http().with("Range", "bytes=0-3");
        assertThat(part.with("If-Range", etag).get(url).status()).isEqualTo(206);
        Answer whole = part.with("If-Range", "\"other\"").get(url);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.bytes()).isEqualTo(ada.http().get(url).bytes());
        Answer head = ada.http().send("HEAD", url, null, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(whole.bytes().length));
    }

    @Test
    void theSameFileIsKeptOnceForEachPerson() {
        byte[] file = MediaSamples.png(11, 7);
        Answer first = ada.http().upload(MEDIA, "a.png", file);
        Answer again = ada.http().upload(MEDIA, "b.png", joined(file, latin("behind its end")));
        Answer others = people.someone().http().upload(MEDIA, "a.png", file);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(others.status()).isEqualTo(201);
        assertThat(others.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void sentSeveralTimesAtOnceItIsKeptOnce() throws Exception {
        byte[] file = MediaSamples.png(13, 5);
        List<Answer> answers = Together.call(6, () -> ada.http().upload(MEDIA, "a.png", file));

        assertThat(answers)
                .extracting(answer -> answer.at("/id"))
                .containsOnly(answers.getFirst().at("/id"));
        assertThat(chunksOf(ada)).isEqualTo(1);
    }

    private long chunksOf(TestPerson person) {
        List<ObjectId> files = store.getCollection(MediaSchema.FILES)
                .find(new Document("metadata.userId", person.user().id()))
                .map(file -> file.getObjectId("_id"))
                .into(new java.util.ArrayList<>());
        return store.getCollection(MediaSchema.CHUNKS)
                .countDocuments(new Document("files_id", new Document("$in", files)));
    }

    /// Waits until all lines are read.
    private static void imported(TestPerson person, String lines) {
        String job = person.http()
                .send("POST", "/api/v1/content/import?format=jsonl", lines, "application/x-ndjson")
                .header("Location");
        await().until(() -> person.http().get(job).at("/status").equals("completed"));
    }

    @Test
    void whoBringsAPostThatTheOwnerOfAFileOnlyImportedDoesNotSeeTheFile() {
        String url = ada.http()
                .upload(MEDIA, "private.png", MediaSamples.png(23, 23))
                .at("/url");
        String text = "{\"platform\":\"facebook\",\"platformId\":\"" + new ObjectId()
                + "\",\"content\":{\"text\":\"Holiday\"";
        imported(ada, text + ",\"media\":[{\"url\":\"" + url + "\",\"type\":\"photo\"}]}}");
        assertThat(ada.http().get("/api/v1/content?sortBy=collectedAt").text()).contains(url);

        TestPerson eve = people.someone();
        imported(eve, text + "}}");
        assertThat(eve.http().get("/api/v1/content").at("/items/0/content/text"))
                .isEqualTo("Holiday");
        assertThat(eve.http().get(url).status()).isEqualTo(404);
        assertThat(eve.http().get(url + "/thumbnail").status()).isEqualTo(404);
        assertThat(ada.http().get(url).status()).isEqualTo(200);
    }

    @Test
    void whoSeesAPostInACollectionSeesItsFiles() {
        String url =
                ada.http().upload(MEDIA, "shared.png", MediaSamples.png(29, 29)).at("/url");
        String post = ada.http()
                .post(
                        "/api/v1/content",
                        "{\"platform\":\"facebook\",\"content\":{\"text\":\"Seen\",\"media\":[{\"url\":\"" + url
                                + "\",\"type\":\"photo\"}]}}")
                .at("/id");
        String collection = "/api/v1/collections/"
                + ada.http().post("/api/v1/collections", "{\"name\":\"Files\"}").at("/id");
        assertThat(ada.http()
                        .post(collection + "/items", "{\"contentIds\":[\"" + post + "\"]}")
                        .status())
                .isEqualTo(200);
        TestPerson ben = people.someone();
        assertThat(ben.http().get(url).status()).isEqualTo(404);
        ada.http()
                .put(collection + "/permissions", "{\"person\":\"" + ben.user().email() + "\",\"role\":\"viewer\"}");
        assertThat(ben.http().get(url).status()).isEqualTo(200);
        ada.http().delete("/api/v1/content/" + post);
        assertThat(ben.http().get(url).status()).isEqualTo(404);
        ada.http().delete(collection);
    }

    @Test
    void onlyWhoHasAPostOfItsOwnerWithItSeesIt() {
        Answer file = ada.http().upload(MEDIA, "a.png", MediaSamples.png(17, 17));
        String url = file.at("/url");
        TestPerson ben = people.someone();
        TestPerson eve = people.someone();
        String post = "{\"platform\":\"facebook\",\"platformId\":\"" + new ObjectId()
                + "\",\"content\":{\"text\":\"Look\",\"media\":[{\"url\":\"" + url + "\",\"type\":\"photo\"}]}}";
        String known = post.replaceFirst(",\"media\":\\[.*?]", "");

        assertThat(ada.http().post("/api/v1/content", post).status()).isEqualTo(201);
        assertThat(ben.http().get(url).status()).isEqualTo(404);
        String shared = ben.http().post("/api/v1/content", known).at("/id");
        assertThat(ben.http().get(url).status()).as("he has the same post").isEqualTo(200);
        assertThat(ben.http().get(url + "/thumbnail").status()).isEqualTo(200);
        assertThat(ben.http().delete(url).status()).isEqualTo(404);

        Answer stolen = eve.http().post("/api/v1/content", post.replace("Look", "Mine"));
        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.json().at("/errors/0/field").asString()).isEqualTo("content.media[0].url");
        String line = "{\"platform\":\"facebook\",\"platformId\":\"" + new ObjectId()
                + "\",\"content\":{\"text\":\"Eve\",\"media\":[{\"url\":\"" + url + "\"}]}}";
        imported(eve, line);
        assertThat(eve.http().get("/api/v1/content").at("/items/0/content/text"))
                .isEqualTo("Eve");
        assertThat(eve.http().get("/api/v1/content").text()).doesNotContain(url);
        assertThat(eve.http().get(url).status()).isEqualTo(404);
        assertThat(eve.http().get(url + "/thumbnail").status()).isEqualTo(404);

        ben.http().delete("/api/v1/content/" + shared);
        assertThat(ben.http().get(url).status()).isEqualTo(404);
        assertThat(ada.http().with("If-Match", "\"another\"").delete(url).status())
                .isEqualTo(412);
        String etag = ada.http().get(url).header("ETag");
        assertThat(ada.http()
                        .with("If-Match", "\"another\", " + etag)
                        .delete(url)
                        .status())
                .isEqualTo(204);
        assertThat(ada.http().get(url).status()).isEqualTo(404);
        assertThat(repository.missing(List.of(new ObjectId(file.at("/id"))))).hasSize(1);
        assertThat(repository.thumbnail(new ObjectId(file.at("/id")))).isNull();
    }

    @Test
    void theListHasPages() {
        List<String> made = IntStream.range(1, 6)
                .mapToObj(width -> ada.http()
                        .upload(MEDIA, "a.png", MediaSamples.png(width, 3))
                        .at("/id"))
                .toList();
        Answer first = ada.http().get(MEDIA + "?limit=2");
        Answer second = ada.http().get(MEDIA + "?limit=2&after=" + first.at("/page/next"));

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.json().at("/items").valueStream())
                        .map(item -> item.at("/id").asString()))
                .containsExactly(made.get(4), made.get(3), made.get(2), made.get(1));
        assertThat(first.json().at("/page/total").asInt()).isEqualTo(5);
        String foreign = people.someone().http().get(MEDIA).at("/items/0/id");
        assertThat(foreign).isEmpty();
        assertThat(ada.http()
                        .get(MEDIA + "?after=" + first.at("/page/next").substring(2))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void nobodySendsMoreThanTenFilesAtATime() throws IOException {
        MediaProperties properties = new MediaProperties(
                DataSize.ofKilobytes(100),
                DataSize.ofKilobytes(100),
                1_000_000,
                DataSize.ofMegabytes(2),
                100,
                Duration.ofHours(1));
        MediaFiles files = new MediaFiles(repository, new Drafts(folder, properties), properties, access, audiences);
        TestPerson ben = people.someone();
        assertThatThrownBy(() -> files.upload(ben.caller(), "a", whileSending(files, ben, 10)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooMany.class));
        assertThat(files.upload(ben.caller(), "a", whileSending(files, ben, 9)).isNew())
                .isTrue();
    }

    /// A file that comes when so many others, one within the other, have come.
    private static InputStream whileSending(MediaFiles files, TestPerson person, int others) {
        InputStream content = new ByteArrayInputStream(MediaSamples.png(31, 1 + others));
        return others == 0
                ? content
                : new FilterInputStream(content) {
                    private boolean begun;

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        if (!begun) {
                            begun = true;
                            files.upload(person.caller(), "a", whileSending(files, person, others - 1));
                        }
                        return super.read(buffer, offset, length);
                    }
                };
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000.png\"\r\n\r\nx\r\n--b--\r\n", "a.png\"\r\n\r\nnothing ends it"})
    void aBrokenFormIsRefused(String file) {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.replace("\\u0000", "\0");
        Answer refused = ada.http().send("POST", MEDIA, form, "multipart/form-data; boundary=b");
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("file");
    }

    @Test
    void nobodyKeepsMoreThanHisShare() throws IOException {
        MediaProperties tight = new MediaProperties(
                DataSize.ofKilobytes(100),
                DataSize.ofKilobytes(100),
                1_000_000,
                DataSize.ofKilobytes(2),
                3,
                Duration.ofHours(1));
        MediaFiles files = new MediaFiles(repository, new Drafts(folder, tight), tight, access, audiences);
        for (int width = 1; width <= 3; width++) {
            files.upload(ada.caller(), "a", new ByteArrayInputStream(MediaSamples.png(width, 1)));
        }
        assertThatThrownBy(() -> files.upload(ada.caller(), "a", new ByteArrayInputStream(MediaSamples.png(4, 1))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooLarge.class));
        TestPerson ben = people.someone();
        assertThatThrownBy(() -> files.upload(ben.caller(), "a", new ByteArrayInputStream(noise())))
                .hasMessageContaining("larger than");
        assertThat(repository.usage(ben.user().id())).isEqualTo(new MediaRepository.Usage(0, 0));
        try (Stream<Path> left = Files.list(folder.path().resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatUploadsLeftIsSweptAndWholeFilesAreNot() {
        MediaProperties properties = new MediaProperties(
                DataSize.ofKilobytes(1), DataSize.ofKilobytes(1), 1, DataSize.ofKilobytes(1), 1, Duration.ofHours(6));
        ObjectId old = new ObjectId(Date.from(clock.instant().minus(Duration.ofDays(3))));
        ObjectId young = new ObjectId(Date.from(clock.instant().minus(Duration.ofHours(1))));
        ObjectId whole = new ObjectId(Date.from(clock.instant().minus(Duration.ofDays(2))));
        for (ObjectId id : List.of(old, young, whole)) {
            store.getCollection(MediaSchema.CHUNKS)
                    .insertOne(new Document("files_id", id).append("n", 0).append("data", new Binary(new byte[3])));
            repository.addThumbnail(id, new Thumbnail("image/png", new byte[3]));
        }
        store.getCollection(MediaSchema.FILES)
                .insertOne(new Document("_id", whole)
                        .append("length", 3L)
                        .append("chunkSize", 261_120)
                        .append("uploadDate", Date.from(Instant.EPOCH))
                        .append("filename", "of another program"));

        MediaSweep sweep = new MediaSweep(repository, properties, clock);
        while (sweep.step()) {
            assertThat(sweep).isNotNull();
        }

        assertThat(left(old)).isZero();
        assertThat(left(young)).isEqualTo(2);
        assertThat(left(whole)).isEqualTo(2);
        assertThat(ada.http().get(Media.path(whole)).status()).isEqualTo(404);
        repository.remove(young);
        repository.remove(whole);
    }

    private long left(ObjectId id) {
        return store.getCollection(MediaSchema.CHUNKS).countDocuments(new Document("files_id", id))
                + store.getCollection(MediaSchema.THUMBNAILS).countDocuments(new Document("_id", id));
    }
}
