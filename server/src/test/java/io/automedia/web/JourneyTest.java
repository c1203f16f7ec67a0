package io.automedia.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.automedia.content.Collector;
import io.automedia.content.Content;
import io.automedia.content.ContentLibrary;
import io.automedia.content.IncomingPost;
import io.automedia.content.Origin;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.factors.TestAuthenticator;
import io.automedia.sessions.Sessions;
import io.automedia.shared.UserId;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestProvider;
import io.automedia.testing.TestProvider.Someone;
import io.automedia.users.Users;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a person does on the pages, in a real browser against the whole application.
@AutoMediaTest
class JourneyTest {
    private final TestPeople people;
    private final Users users;
    private final Sessions sessions;
    private final ContentLibrary library;
    private final Clock clock;

    JourneyTest(TestPeople people, Users users, Sessions sessions, ContentLibrary library, Clock clock) {
        this.people = people;
        this.users = users;
        this.sessions = sessions;
        this.library = library;
        this.clock = clock;
    }

    @Test
    void registersMakesATopicImportsAndSeesALivePostWithItsReasons() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            UserId user = register(page);
            importPosts(page);
            makeTopic(page);
            seeALivePost(page, user);
            seeWhyItMatched(page);
            explore(page);
            changeLanguageAndLeave(page);
            chromium.assertFaultless();
        }
    }

    @Test
    void walksThroughLongListsByKeyboard() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        TestPeople.TestPerson person = people.someone();
        UserId user = person.user().userId();
        library.store(
                IntStream.range(0, 60)
                        .mapToObj(number -> IncomingPost.builder("twitter", "journey-list-" + user + "-" + number)
                                .text("Post number " + number)
                                .publishedAt(clock.instant().minusSeconds(number))
                                .build())
                        .toList(),
                new Collector(user, Via.PLATFORM, Trust.CONNECTOR, Origin.BACKFILL, "journey"));
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            signIn(page, user);
            for (String path : List.of("/", "/explore")) {
                page.navigate(people.url() + path);
                for (int shown : new int[] {25, 50}) {
                    assertThat(page.locator("article")).hasCount(shown);
                    page.getByText("Load more").focus();
                    page.keyboard().press("Enter");
                    assertThat(page.locator("article .am-post-name").nth(shown)).isFocused();
                }
                assertThat(page.locator("article")).hasCount(60);
                assertThat(page.getByText("Load more")).isHidden();
            }
            chromium.assertFaultless();
        }
    }

    @Test
    void turnsTwoFactorAuthenticationOnAndSignsInWithIt() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        TestPeople.TestPerson person = people.someone();
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(390, 844, "en")) {
            window.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page page = chromium.page(window);
            signIn(page, person.user().userId());
            page.navigate(people.url() + "/settings/security");
            page.getByText("Set it up").press("Enter");
            assertThat(page.getByLabel("Enter the code of six digits")).isFocused();
            assertThat(page.getByAltText("QR code")).isVisible();
            inspect(chromium, page, "security-enrol");
            TestAuthenticator phone =
                    new TestAuthenticator(page.locator("#secret").inputValue(), clock);
            page.keyboard().type(phone.code());
            page.keyboard().press("Enter");
            assertThat(page.locator("#recovery-codes code")).hasCount(10);
            page.getByText("Copy", new Page.GetByTextOptions().setExact(true)).press("Enter");
            assertThat(page.locator("#toasts")).containsText("Copied");
            assertThat(page.locator("#recovery-codes code").last())
                    .hasText(Pattern.compile(String.valueOf(
                            page.evaluate("navigator.clipboard.readText().then((text) => text.slice(-19))"))));
            Download file =
                    page.waitForDownload(() -> page.getByText("Download").press("Enter"));
            org.assertj.core.api.Assertions.assertThat(file.suggestedFilename())
                    .isEqualTo("automedia-recovery-codes.txt");
            inspect(chromium, page, "security-codes");
            window.clearCookies();
            signInWithACode(chromium, page, person, phone);
            chromium.assertFaultless();
        }
    }

    @Test
    void addsAPasskeySignsInWithItProvesItselfByItAndRemovesIt() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        TestPeople.TestPerson person = people.someone();
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(390, 844, "en")) {
            Page page = chromium.page(window);
            plugInAnAuthenticator(window, page);
            signIn(page, person.user().userId());
            page.navigate(people.url() + "/settings/security");
            page.getByLabel("Name, such as").fill("my laptop");
            page.keyboard().press("Enter");
            assertThat(page.locator(".am-table b")).hasText("my laptop");
            assertThat(page.getByText("never", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            inspect(chromium, page, "passkeys");
            page.getByLabel("Name, such as").fill("the same laptop");
            page.keyboard().press("Enter");
            assertThat(page.locator("form[data-passkey] [role=alert]"))
                    .hasText("This device has a passkey of yours already.");
            window.clearCookies();
            page.navigate(people.url().replace("localhost", "127.0.0.1") + "/login");
            assertThat(page.locator("form[data-passkey]")).isHidden();
            page.navigate(people.url() + "/login?next=/settings/security");
            inspect(chromium, page, "login-passkey");
            page.getByText("Sign in with a passkey").press("Enter");
            assertThat(page.locator(".am-table time")).hasCount(2);
            page.navigate(people.url() + "/confirm?next=/settings/security");
            inspect(chromium, page, "confirm-passkey");
            page.getByText("Use a passkey").press("Enter");
            page.getByLabel("Remove the passkey my laptop").press("Enter");
            assertThat(page.locator(".am-table")).hasCount(0);
            chromium.assertFaultless();
        }
    }

    @Test
    void connectsAnAccountElsewhereSignsInWithItDisconnectsItAndJoinsByAnother() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        TestPeople.TestPerson person = people.someone();
        TestProvider provider = TestProvider.one();
        Someone someone = Someone.with(person.user().email());
        provider.signIn(someone);
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(390, 844, "en")) {
            Page page = chromium.page(window);
            signIn(page, person.user().userId());
            page.navigate(people.url() + "/settings/security");
            page.getByRole(AriaRole.BUTTON, named("Connect Example ID")).press("Enter");
            assertThat(page.locator(".am-table b")).hasText("Example ID");
            assertThat(page).hasURL(people.url() + "/settings/security");
            inspect(chromium, page, "identities");
            window.clearCookies();
            page.navigate(people.url() + "/login?next=/settings/security");
            inspect(chromium, page, "login-provider");
            page.getByText("Sign in with Example ID").press("Enter");
            assertThat(page.locator(".am-table time")).hasCount(2);
            page.navigate(people.url() + "/confirm?next=/settings/security");
            inspect(chromium, page, "confirm-provider");
            page.getByText("Confirm with Example ID").press("Enter");
            page.getByLabel("Disconnect the account of Example ID").press("Enter");
            assertThat(page.locator(".am-table")).hasCount(0);
            window.clearCookies();
            provider.signIn(Someone.with(people.newEmail()));
            page.navigate(people.url() + "/register");
            inspect(chromium, page, "register-provider");
            page.getByText("Sign in with Example ID").press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, exactly("Live"))).isVisible();
            page.navigate(people.url() + "/confirm?next=/settings/security");
            assertThat(page.getByLabel("Password")).hasCount(0);
            inspect(chromium, page, "confirm-provider-alone");
            chromium.assertFaultless();
            window.clearCookies();
            provider.signIn(someone);
            page.navigate(people.url() + "/login");
            page.getByText("Sign in with Example ID").press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)
                            .filter(new Locator.FilterOptions()
                                    .setHasText("There is an account with your e-mail address")))
                    .isVisible();
            inspect(chromium, page, "login-provider-refused");
        }
    }

    /// A device that is always there, knows its owner, and keeps passkeys.
    private static void plugInAnAuthenticator(BrowserContext window, Page page) {
        CDPSession devTools = window.newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        for (String able :
                List.of("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")) {
            options.addProperty(able, true);
        }
        JsonObject device = new JsonObject();
        device.add("options", options);
        devTools.send("WebAuthn.addVirtualAuthenticator", device);
    }

    private void signIn(Page page, UserId user) {
        page.navigate(people.url() + "/login/once?token=" + sessions.oneTimeLogin(user));
    }

    private void signInWithACode(Chromium chromium, Page page, TestPeople.TestPerson person, TestAuthenticator phone) {
        page.navigate(people.url() + "/login?next=/settings/security");
        page.getByLabel("E-mail").fill(person.user().email());
        page.getByLabel("Password").fill(TestPeople.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Code of six digits")).isFocused();
        page.getByText("No authenticator at hand?").click();
        assertThat(page.getByLabel("Recovery code", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        inspect(chromium, page, "login-code");
        page.getByLabel("Code of six digits").fill(phone.code(1));
        page.keyboard().press("Enter");
        assertThat(page.getByText("10 left")).isVisible();
        inspect(chromium, page, "security-on");
    }

    private static void inspect(Chromium chromium, Page page, String name) {
        chromium.inspect(page, name);
        chromium.inspectInTheDark(page, name);
    }

    @Test
    void findsTheSettingsAtTheirAddress() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        UserId user = people.someone().user().userId();
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            signIn(page, user);
            page.navigate(people.url() + "/settings");
            assertThat(page.locator("#settings")).isVisible();
            assertThat(page.locator("#settings-zone")).isVisible();
            chromium.assertFaultless();
        }
    }

    @Test
    void seesAPostThatTheServerRefusedToShowAtFirst() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        UserId user = people.someone().user().userId();
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            signIn(page, user);
            page.navigate(people.url() + "/");
            assertThat(page.locator("[data-connection-text]")).hasText("Connected");
            AtomicInteger asked = new AtomicInteger();
            page.route("**/live/posts?**", route -> {
                if (asked.incrementAndGet() <= 3) {
                    route.fulfill(new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "1")));
                } else {
                    route.resume();
                }
            });

            library.store(
                    List.of(IncomingPost.builder("twitter", "journey-refused-" + user)
                            .text("Patience is rewarded")
                            .publishedAt(clock.instant())
                            .build()),
                    new Collector(user, Via.PLATFORM, Trust.CONNECTOR, Origin.LIVE, "journey"));

            assertThat(page.locator("#feed article").getByText("Patience is rewarded"))
                    .isVisible();
        }
    }

    /// That it gets what is new over the connection to its own host, [#seeALivePost] shows.
    @Test
    void aPageConnectsToNoOtherHost() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        UserId user = people.someone().user().userId();
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = window.newPage();
            signIn(page, user);
            page.navigate(people.url() + "/");
            assertThat(page.locator("[data-connection-text]")).hasText("Connected");
            for (String other : List.of("ws://localhost:1/ws", "wss://elsewhere.invalid/ws")) {
                Object told = page.evaluate("""
                        (address) => new Promise((resolve) => {
                          document.addEventListener('securitypolicyviolation',
                            (event) => resolve(`${event.effectiveDirective} ${event.blockedURI}`), {once: true});
                          new WebSocket(address).addEventListener('error', () => setTimeout(() => resolve('tried'), 500));
                        })
                        """, other);
                org.assertj.core.api.Assertions.assertThat(told).isEqualTo("connect-src " + other);
            }
        }
    }

    private UserId register(Page page) {
        String email = people.newEmail();
        page.navigate(people.url() + "/");
        assertThat(page).hasURL(Pattern.compile(".*/login.*"));
        page.getByRole(AriaRole.LINK, named("Create an account")).click();
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(TestPeople.PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Create account")).click();
        assertThat(page.getByRole(AriaRole.HEADING, exactly("Live"))).isVisible();
        assertThat(page.getByText("No posts yet")).isVisible();
        Chromium.picture(page, "journey-1-registered");
        return users.byEmail(email).orElseThrow().userId();
    }

    private void importPosts(Page page) {
        go(page, "Imports");
        String lines =
                """
                {"platform":"twitter","platformId":"journey-1","author":{"username":"rbikedesk"},"content":{"text":"A charger recall is coming #bikes"},"metadata":{"engagement":{"likes":7}},"publishedAt":"%s"}
                {"platform":"xiaohongshu","platformId":"journey-2","author":{"username":"ali"},"content":{"text":"今天的城市骑行真开心"},"publishedAt":"%s"}
                this is no post
                """.formatted(clock.instant().minusSeconds(600), clock.instant().minusSeconds(1_200));
        page.locator("#files")
                .setInputFiles(
                        new FilePayload("posts.jsonl", "application/jsonl", lines.getBytes(StandardCharsets.UTF_8)));
        Locator job = page.locator(".am-job").filter(new Locator.FilterOptions().setHasText("posts.jsonl"));
        assertThat(job).containsText("rejected 1");
        assertThat(job).containsText("done, some lines rejected");
        job.getByText("1 line rejected").click();
        assertThat(job.locator("tbody td").first()).hasText("3");
        Chromium.picture(page, "journey-2-imported");
    }

    private void makeTopic(Page page) {
        go(page, "Topics");
        page.getByRole(AriaRole.LINK, named("New topic")).first().click();
        page.getByLabel("Name").fill("Battery safety");
        page.getByLabel("Keyword 1").first().fill("charger");
        page.getByLabel("Variations of keyword 1").fill("chargers, 充电器");
        assertThat(page.locator("#preview .am-figure").first()).hasText("1");
        Chromium.picture(page, "journey-3-topic-in-preview");
        page.getByRole(AriaRole.BUTTON, named("Save topic")).click();
        assertThat(page.getByRole(AriaRole.HEADING, exactly("Battery safety"))).isVisible();
        page.navigate(people.url() + "/topics");
        assertThat(page.locator("table")).containsText("Battery safety");
    }

    private void seeALivePost(Page page, UserId user) {
        page.navigate(people.url() + "/");
        assertThat(page.locator("[data-connection-text]")).hasText("Connected");
        page.evaluate("window.notReloaded = true");
        IncomingPost post = IncomingPost.builder("twitter", "journey-live-" + user)
                .type("tweet")
                .author(Content.Author.of("9", "nadia", "Nadia Okonjo"))
                .text("My charger overheated again, this is terrible. #recall")
                .engagement(Map.of("likes", 38, "retweets", 9))
                .publishedAt(clock.instant())
                .build();
        library.store(List.of(post), new Collector(user, Via.PLATFORM, Trust.CONNECTOR, Origin.LIVE, "journey"));
        Locator card = page.locator("#feed article").filter(new Locator.FilterOptions().setHasText("overheated again"));
        assertThat(card).isVisible();
        assertThat(card).containsText("Battery safety");
        assertThat(page.locator("[data-part='volume-figure']")).containsText("3");
        org.assertj.core.api.Assertions.assertThat(page.evaluate("window.notReloaded"))
                .isEqualTo(true);
        Chromium.picture(page, "journey-4-post-arrived");
    }

    private static void seeWhyItMatched(Page page) {
        page.keyboard().press("j");
        assertThat(page.locator("#feed article .am-post-name").first()).isFocused();
        page.keyboard().press("o");
        assertThat(page.locator(".am-why-topic")).containsText("charger");
        assertThat(page.locator(".am-post-text mark").first()).hasText("charger");
        Chromium.picture(page, "journey-5-why-it-matched");
    }

    private void explore(Page page) {
        go(page, "Explore");
        assertThat(page.locator("article")).hasCount(3);
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Platform"))
                .getByLabel("Xiaohongshu")
                .check();
        assertThat(page).hasURL(Pattern.compile(".*platform=xiaohongshu.*"));
        assertThat(page.locator("article")).hasCount(1);
        Chromium.picture(page, "journey-6-explored");
        page.locator("article").hover();
        page.getByRole(AriaRole.BUTTON, named("Edit tags")).click();
        page.getByLabel("Tags, separated by commas").fill("ride, 骑行");
        page.locator("#tags")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.locator("article")).containsText("骑行");
        page.locator("article").hover();
        page.getByRole(AriaRole.BUTTON, named("Delete")).click();
        assertThat(page.locator("article")).isHidden();
        page.getByRole(AriaRole.BUTTON, named("Undo")).click();
        assertThat(page.locator("article")).isVisible();
        page.goBack();
        assertThat(page.locator("article")).hasCount(3);
    }

    private void changeLanguageAndLeave(Page page) {
        page.locator(".am-me").click();
        Locator settings = page.locator("#settings");
        settings.getByLabel("中文").check();
        settings.getByLabel("Dark").check();
        settings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        assertThat(page.getByRole(AriaRole.HEADING, exactly("探索"))).isVisible();
        page.navigate(people.url() + "/");
        Chromium.picture(page, "journey-7-in-chinese");
        page.locator(".am-me").click();
        page.getByRole(AriaRole.BUTTON, named("退出登录")).click();
        assertThat(page).hasURL(Pattern.compile(".*/login.*"));
    }

    /// Follows a link of the navigation, and is there when the page is whole.
    private static void go(Page page, String place) {
        page.getByRole(AriaRole.LINK, exactly(place)).first().click();
        assertThat(page.getByRole(AriaRole.HEADING, exactly(place)).first()).isVisible();
        Chromium.settle(page);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
