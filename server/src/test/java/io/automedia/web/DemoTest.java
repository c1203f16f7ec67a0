package io.automedia.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.automedia.testing.Http;
import io.automedia.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `./automedia demo`, as somebody sees it who tries AutoMedia for the first time.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(OwnProcess.BESIDE_OTHERS)
class DemoTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void whoFollowsItsLinkIsSignedInAndSeesInventedPostsArrive() throws IOException {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        String password;
        try (OwnProcess demo = demo("--speed=80")) {
            password = said(demo, "password: ");
            Assertions.assertThat(topics(signedIn(demo))).isEqualTo(5);
            look(demo);
            end(demo);
        }
        try (OwnProcess demo = demo("--speed=60", "--from=" + posts())) {
            Assertions.assertThat(said(demo, "password: ")).isEqualTo(password);
            Http person = signedIn(demo);
            Assertions.assertThat(topics(person)).isEqualTo(5);
            await().atMost(PATIENCE)
                    .until(() -> person.get("/api/v1/content?platform=weibo&limit=1")
                            .at("/items/0/content/text")
                            .equals("From a file, post 39"));
            end(demo);
        }
    }

    private OwnProcess demo(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--automedia.password-cost=4",
                "--automedia.limits.standard=1000000/min",
                "--automedia.limits.collection=1000000/min",
                "--automedia.limits.pages=1000000/min",
                "--automedia.redis-timeout=1m",
                "--automedia.trends.every=1s"));
        arguments.addAll(List.of(options));
        return OwnProcess.run(data(), Map.of("AUTOMEDIA_PORT", "0"), arguments.toArray(String[]::new))
                .awaitOutput("AutoMedia is ready at ");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static String said(OwnProcess demo, String start) {
        return demo.output()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    }

    private static Http signedIn(OwnProcess demo) {
        Assertions.assertThat(said(demo, "email: ")).isEqualTo("demo@localhost");
        Http.Answer answer = demo.http()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(said(demo, "email: "), said(demo, "password: ")));
        Assertions.assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return demo.http().withToken(answer.at("/tokens/accessToken"));
    }

    private static int topics(Http person) {
        return person.get("/api/v1/topics").json().path("items").size();
    }

    private static void look(OwnProcess demo) {
        String url = said(demo, "AutoMedia is ready at ");
        try (Chromium chromium = new Chromium();
                BrowserContext nobody = chromium.window(1440, 900, "en");
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page before = chromium.page(nobody);
            before.navigate(url + "/login");
            assertThat(banner(before)).isVisible();

            Page page = chromium.page(window);
            page.navigate(said(demo, "open: "));
            assertThat(page).hasURL(url + "/");
            seePostsArrive(page);
            for (String place : places(page)) {
                page.navigate(url + place);
                assertThat(banner(page)).isVisible();
                Chromium.settle(page);
            }
            seeWhatTrends(page, url);
            chromium.assertFaultless();
        }
    }

    private static void seePostsArrive(Page page) {
        assertThat(banner(page)).isVisible();
        assertThat(page.locator("[data-connection-text]")).hasText("Connected");
        Locator newest = page.locator("#feed article").first();
        assertThat(newest).isVisible();
        page.evaluate("window.notReloaded = true");
        for (int posts = 0; posts < 2; posts++) {
            String id = Objects.requireNonNull(newest.getAttribute("id"));
            assertThat(newest).not().hasAttribute("id", id);
        }
        Assertions.assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    }

    private static void seeWhatTrends(Page page, String url) {
        page.navigate(url + "/");
        assertThat(page.locator("#h-tags")).hasText("Trending hashtags");
        assertThat(page.locator("[data-part='hashtags'] .am-delta").first()).isVisible();
        Chromium.picture(page, "demo");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Chromium.settle(page);
        Chromium.picture(page, "demo-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(390, 844);
        Chromium.settle(page);
        page.locator("#h-tags").scrollIntoViewIfNeeded();
        Chromium.picture(page, "demo-390");
    }

    /// Where links lead to: the places of the navigation, and one thing of each kind.
    private static List<String> places(Page page) {
        List<String> places = new ArrayList<>();
        page.locator(".am-nav-link").all().forEach(link -> places.add(link.getAttribute("href")));
        Assertions.assertThat(places).hasSizeGreaterThanOrEqualTo(5);
        for (String kind : List.of("/content/", "/topics/")) {
            places.add(page.locator("#feed article a[href^='" + kind + "']")
                    .first()
                    .getAttribute("href"));
        }
        return places;
    }

    private static Locator banner(Page page) {
        return page.locator(".am-demo");
    }

    private void end(OwnProcess demo) throws IOException {
        demo.signal("TERM");
        Assertions.assertThat(demo.awaitEnd()).isEqualTo(143);
        Assertions.assertThat(demo.errors()).isEmpty();
        // that a key was made is to be read there
        Assertions.assertThat(Files.readAllLines(data().resolve("logs/automedia.log")))
                .isNotEmpty()
                .filteredOn(line -> !line.contains("A new master key was made"))
                .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    /// Posts a second apart, the last first.
    private Path posts() throws IOException {
        Instant then = Instant.parse("2020-02-01T00:00:00Z");
        return Files.write(
                folder.resolve("posts.jsonl"),
                IntStream.iterate(39, i -> i >= 0, i -> i - 1)
                        .mapToObj(i ->
                                "{\"platform\":\"weibo\",\"platformId\":\"file-%1$d\",\"content\":{\"text\":\"From a file, post %1$d\"},\"publishedAt\":\"%2$s\"}"
                                        .formatted(i, then.plusSeconds(i)))
                        .toList());
    }
}
