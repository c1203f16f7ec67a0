package io.automedia.web.gallery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.automedia.web.Chromium;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every page in the states that are hard to reach by a journey, with what a browser and axe say of them.
@SpringBootTest(
        classes = Gallery.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.import=")
class GalleryTest {
    private static final List<String> PATHS =
            List.of("live", "live?empty=true", "login", "login?message=Wrong", "register", "error/404", "error/500");

    @LocalServerPort
    private int port;

    @Test
    void pagesAreFaultlessInLightAndDarkWideAndNarrow() {
        assumeTrue(Chromium.isInstalled(), "no Chromium here");
        try (Chromium chromium = new Chromium()) {
            for (boolean dark : List.of(false, true)) {
                for (int width : List.of(1440, 390)) {
                    look(chromium, width, dark, dark && width == 390 ? "zh" : "en");
                }
            }
            chromium.assertFaultless();
        }
    }

    private void look(Chromium chromium, int width, boolean dark, String language) {
        try (BrowserContext window = chromium.window(width, width < 500 ? 844 : 900, dark, language)) {
            Page page = chromium.page(window);
            for (String path : PATHS) {
                page.navigate("http://localhost:" + port + "/" + path);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                chromium.inspect(page);
                chromium.picture(
                        page,
                        "gallery-" + path.replaceAll("[^a-z0-9]+", "-") + (dark ? "-dark" : "-light")
                                + (width < 500 ? "-390" : ""));
            }
        }
    }
}
