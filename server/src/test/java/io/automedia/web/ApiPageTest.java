package io.automedia.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.automedia.sessions.Sessions;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import org.junit.jupiter.api.Test;

/// The page on which the API is read and tried, in a real browser.
@AutoMediaTest
class ApiPageTest {
    private final TestPeople people;
    private final Sessions sessions;

    ApiPageTest(TestPeople people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    @Test
    void itIsReadAndTriedWithoutAnErrorInTheConsole() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        try (Chromium chromium = new Chromium();
                BrowserContext window = chromium.window(1440, 900, "en")) {
            Page page = chromium.page(window);
            page.navigate(people.url() + "/login/once?token="
                    + sessions.oneTimeLogin(people.someone().user().userId()));
            page.navigate(people.url() + "/swagger-ui.html");

            Locator list = page.locator(".opblock-get")
                    .filter(new Locator.FilterOptions().setHas(page.locator("[data-path='/api/v1/content']")))
                    .first();
            list.locator(".opblock-summary-control").click();
            list.locator(".try-out__btn").click();
            list.locator(".execute").click();
            assertThat(list.locator(".live-responses-table tbody .response-col_status")
                            .first())
                    .containsText("200");
            Chromium.picture(page, "api");
            chromium.assertFaultless();
        }
    }
}
