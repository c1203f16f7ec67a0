package io.automedia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.automedia.limits.Quota;
import io.automedia.limits.Quotas;
import io.automedia.platforms.FakeConnector;
import io.automedia.platforms.SyncOutcome;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every page, full and empty, wide and narrow, light and dark, in both languages: what a browser and axe say of it.
@AutoMediaTest
class GalleryTest {
    private static final List<String> PLATFORMS =
            List.of("twitter", "xiaohongshu", "facebook", "instagram", "youtube", "rss");
    private static final List<String> TEXTS = List.of(
            "They are recalling chargers, not batteries. Check the serial: https://example.com/recall #ChargerRecall",
            "刚收到召回短信，换的是充电器不是电池。客服说七个工作日内寄出，在那之前别过夜充电。#充电安全 #城市骑行",
            "The shop got the notice before customers did, and I am furious: fourteen chargers, no labels. @kivro",
            "Averyveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyplacewhereitcouldbebroken",
            "Love this bike, the new charger works perfectly 😀🚲 شكرا جزيلا",
            "");

    private static final Map<String, String> EMPTY = Map.of(
            "empty-live", "/",
            "empty-explore", "/explore",
            "empty-topics", "/topics",
            "empty-platforms", "/platforms",
            "empty-jobs", "/jobs");

    private static final Map<String, String> ADMINISTRATION = Map.of(
            "account", "/settings/account",
            "users", "/admin/users",
            "usage-unlimited", "/settings/usage",
            "invitations", "/admin/invitations",
            "mails", "/admin/mails");

    private final TestPeople people;
    private final Sessions sessions;
    private final FakeConnector fake;
    private final Quotas quotas;
    private final Clock clock;

    GalleryTest(TestPeople people, Sessions sessions, FakeConnector fake, Quotas quotas, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.fake = fake;
        this.quotas = quotas;
        this.clock = clock;
    }

    @Test
    void pagesAreFaultless() throws Exception {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        TestPerson lena = people.someone();
        TestPerson newcomer = people.someone();
        TestPerson admin = people.admin();
        admin.http().post("/api/v1/admin/invitations", "{\"email\": \"" + people.newEmail() + "\"}");
        Map<String, String> full = furnish(lena);
        Map<String, String> administration = new LinkedHashMap<>(ADMINISTRATION);
        administration.put("user", "/admin/users/" + lena.user().id());
        for (String language : List.of("en", "zh")) {
            speak(lena, language);
            speak(newcomer, language);
            speak(admin, language);
            atOnce(Arrays.stream(Look.values())
                    .filter(look -> look.language.equals(language))
                    .<Consumer<Chromium>>mapMulti((look, visits) -> {
                        visits.accept(chromium -> visit(chromium, look, lena, full));
                        visits.accept(chromium -> visit(chromium, look, newcomer, EMPTY));
                        visits.accept(chromium -> visit(chromium, look, admin, administration));
                        visits.accept(chromium -> visitAsNobody(chromium, look));
                    })
                    .toList());
        }
    }

    /// Two at a time, each in a browser of its own: axe keeps one core busy.
    private static void atOnce(List<Consumer<Chromium>> visits) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> running = new ArrayList<>();
            for (Consumer<Chromium> visit : visits) {
                running.add(threads.submit(() -> {
                    try (Chromium chromium = new Chromium()) {
                        visit.accept(chromium);
                        chromium.assertFaultless();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /// Gives a person posts, a topic and an import with a fault, and says which pages he has by now.
    private Map<String, String> furnish(TestPerson person) {
        Http http = person.http();
        String topic = http.post("/api/v1/topics", """
                        {"name": "Battery safety", "description": "Overheating, recalls and what people say of them",
                         "keywords": [{"term": "charger", "weight": 0.9, "variations": ["chargers", "充电器"]}]}
                        """).at("/id");
        String job = http.with("X-File-Name", "posts.jsonl")
                .post("/api/v1/content/import", posts(person.user().id().toHexString()) + "this is no post\n")
                .header("Location");
        await().until(() -> http.get(job).at("/status").equals("completed"));
        await().untilAsserted(() -> assertThat(
                        http.get("/api/v1/content?topic=" + topic).json().at("/items"))
                .isNotEmpty());
        followSources(http);
        String post = http.get("/api/v1/content?topic=" + topic).at("/items/0/id");
        Map<String, String> places = new LinkedHashMap<>();
        places.put("live", "/");
        places.put("live-filtered", "/?platform=rss&sentiment=negative&range=1h");
        places.put("explore", "/explore");
        places.put("explore-filtered", "/explore?hashtags=nobodysaysthis");
        places.put("post", "/content/" + post);
        places.put("topics", "/topics");
        places.put("topic", "/topics/" + topic);
        places.put("topic-new", "/topics/new");
        places.put("platforms", "/platforms");
        places.put("jobs", "/jobs");
        http.post("/api/v1/tokens", "{\"name\": \"nightly report\", \"expiresAt\": \"2126-06-30T00:00:00Z\"}");
        http.post(
                "/api/v1/users/me/api-keys",
                "{\"provider\": \"openai\", \"key\": \"sk-0123456789\", \"label\": \"work\"}");
        use(person);
        places.put("usage", "/settings/usage");
        places.put("profile", "/settings/profile");
        places.put("api-keys", "/settings/api-keys");
        places.put("confirm", "/confirm?next=/settings/security");
        places.put("audit", "/settings/activity");
        places.put("access", "/settings/access");
        places.put("security", "/settings/security");
        return places;
    }

    /// Most of a month's posts, and all texts of a day.
    private void use(TestPerson person) {
        quotas.take(person.user().userId(), Quota.COLLECTION, 8_500, 10_000);
        quotas.take(person.user().userId(), Quota.GENERATION, 100, 100);
        quotas.noteGenerated(person.user().userId(), 100, 48_000);
    }

    /// A source that works, one that fails, one that has ended, one that is paused.
    private void followSources(Http http) {
        fake.publish("gallery-works", FakeConnector.post("gallery-works", clock.instant()));
        fake.answer(
                "gallery-fails", new SyncOutcome.Failed("The server of the feed answered 503.", Duration.ofHours(1)));
        fake.answer("gallery-ended", new SyncOutcome.Gone("The feed says that it has ended (410)."));
        String sources = http.post("/api/v1/platforms", "{\"type\": \"fake\"}").header("Location") + "/sources";
        for (String name : List.of("gallery-works", "gallery-fails", "gallery-ended", "gallery-paused")) {
            String source = http.post(sources, "{\"value\": \"" + name + "\"}").at("/id");
            await().until(() -> !http.get(sources + "/" + source).at("/status").equals("pending"));
            if (name.endsWith("paused")) {
                http.patch(sources + "/" + source, "{\"isActive\": false}");
            }
        }
    }

    private String posts(String mark) {
        Instant now = clock.instant();
        return IntStream.range(0, 60)
                .mapToObj(number -> """
                        {"platform": "%s", "platformId": "gallery-%s-%d", "author": {"username": "author%d", "displayName": "%s", \
                        "verified": %b}, "content": {"text": "%s", "media": [{"type": "photo", "altText": "A bicycle"}]}, \
                        "metadata": {"engagement": {"likes": %d, "replies": 1}}, "publishedAt": "%s"}
                        """.formatted(
                                PLATFORMS.get(number % PLATFORMS.size()),
                                mark,
                                number,
                                number % 7,
                                number % 3 == 0 ? "阿梨骑车上班" : "Rotterdam Bike Desk and Repair Shop",
                                number % 2 == 0,
                                TEXTS.get(number % 7 % TEXTS.size()),
                                number * number * 37,
                                now.minus(Duration.ofMinutes(5L * number))))
                .collect(Collectors.joining());
    }

    private static void speak(TestPerson person, String language) {
        Http http = person.http();
        String version = http.get("/api/v1/users/me").header("ETag");
        assertThat(http.with("If-Match", version)
                        .patch(
                                "/api/v1/users/me",
                                "{\"preferences\": {\"language\": \"" + language
                                        + "\"}, \"profile\": {\"timezone\": \"Europe/Berlin\"}}")
                        .status())
                .isEqualTo(200);
    }

    private void visit(Chromium chromium, Look look, TestPerson person, Map<String, String> places) {
        try (BrowserContext window = look.window(chromium)) {
            Page page = chromium.page(window);
            page.navigate(people.url() + "/login/once?token="
                    + sessions.oneTimeLogin(person.user().userId()));
            places.forEach((name, path) -> {
                page.navigate(people.url() + path);
                look.inspect(chromium, page, name);
            });
            for (String dialog : List.of("settings", "keys")) {
                page.evaluate("id => document.getElementById(id).showModal()", dialog);
                look.inspect(chromium, page, dialog);
                page.keyboard().press("Escape");
            }
        }
    }

    private void visitAsNobody(Chromium chromium, Look look) {
        try (BrowserContext window = look.window(chromium)) {
            Page page = chromium.page(window);
            for (String name : List.of("login", "register", "forgot", "reset", "verify", "invitation")) {
                page.navigate(people.url() + "/" + name + "?token=nobodys");
                look.inspect(chromium, page, name);
            }
            // nobody listens to the console of this one: it reports each answer that is an error
            Page refused = window.newPage();
            refused.navigate(people.url() + "/login/once?token=used");
            look.inspect(chromium, refused, "login-refused");
            refused.navigate(people.url() + "/assets/nothing");
            look.inspect(chromium, refused, "missing");
        }
    }

    /// How somebody looks at a page.
    private enum Look {
        WIDE("en", 1440, 900),
        NARROW("en", 390, 844),
        CHINESE("zh", 390, 844);

        private final String language;
        private final int width;
        private final int height;

        Look(String language, int width, int height) {
            this.language = language;
            this.width = width;
            this.height = height;
        }

        BrowserContext window(Chromium chromium) {
            return chromium.window(width, height, language);
        }

        /// Colours are the same in every language.
        void inspect(Chromium chromium, Page page, String name) {
            String picture = name + "-" + name().toLowerCase(Locale.ROOT);
            if (this == CHINESE) {
                chromium.inspect(page, picture, "color-contrast");
                return;
            }
            chromium.inspect(page, picture);
            chromium.inspectInTheDark(page, picture);
        }
    }
}
