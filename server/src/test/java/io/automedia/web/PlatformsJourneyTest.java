package io.automedia.web;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From a pasted address to posts, in a real browser against the whole application.
@AutoMediaTest
class PlatformsJourneyTest {
    @RegisterExtension
    final WireMockExtension site =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final TestPeople people;
    private final Sessions sessions;
    private final Clock clock;

    PlatformsJourneyTest(TestPeople people, Sessions sessions, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Test
    void pastesAddressesSeesPostsPausesResumesRemovesAndTakesThatBack() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        site.stubFor(get("/").willReturn(ok("<html><p>A page that says nothing of a feed</p></html>")
                .withHeader("Content-Type", "text/html")));
        site.stubFor(get("/feed.xml").willReturn(okXml(feed())));
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            page.navigate(people.url() + "/login/once?token="
                    + sessions.oneTimeLogin(people.someone().user().userId()));
            page.getByRole(AriaRole.LINK, named("Follow a feed")).first().click();
            assertThat(page.getByText("Nothing is collected yet")).isVisible();
            follow(page);
            careFor(page);
            page.getByRole(AriaRole.LINK, named("Explore")).first().click();
            assertThat(page.locator("article")).containsText("The ferry leaves at six");
        }
    }

    private void follow(Page page) {
        Locator field = page.getByLabel("Addresses of feeds or pages");
        field.fill("localhost:" + site.getPort() + "\nhttp://localhost:" + site.getPort() + "/nothing");
        page.getByRole(AriaRole.BUTTON, named("Follow").setExact(true)).click();
        assertThat(page.locator(".am-error")).containsText("/nothing");
        assertThat(field).hasValue("http://localhost:" + site.getPort() + "/nothing");
        Locator row = page.locator(".am-source");
        assertThat(row).containsText("Harbour news");
        assertThat(page.locator(".am-notice"))
                .containsText("The feed of “Harbour news” is read from " + site.url("/feed.xml"));
        assertThat(row.locator(".am-state")).hasText("active");
        assertThat(row.locator("dd").first()).hasText("1");
        Chromium.picture(page, "journey-platforms-followed");
    }

    private static void careFor(Page page) {
        Locator row = page.locator(".am-source");
        Chromium.settle(page);
        button(row, "Pause Harbour news").click();
        assertThat(row.locator(".am-state")).hasText("paused");
        button(row, "Resume Harbour news").click();
        assertThat(row.locator(".am-state")).hasText("active");
        button(row, "Remove Harbour news").click();
        assertThat(page.getByText("Nothing is collected yet")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Undo")).click();
        assertThat(row).containsText("Harbour news");
    }

    private String feed() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().minusSeconds(600).atOffset(ZoneOffset.UTC));
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour news</title><item><guid>ferry-"
                + site.getPort() + "</guid><title>The ferry leaves at six</title><pubDate>" + date
                + "</pubDate></item></channel></rss>";
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator button(Locator row, String name) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
