package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages whose posts a person wants to see of one platform first.
@AutoMediaTest
class PreselectedPlatformTests {
    private static final String ME = "/api/v1/users/me";
    private static final String PLATFORM = "/preferences/contentDefaults/defaultPlatform";

    private final Http http;

    PreselectedPlatformTests(TestPeople people) {
        this.http = people.someone().http();
    }

    @BeforeEach
    void posts() {
        for (String platform : new String[] {"rss", "tiktok"}) {
            assertThat(http.post(
                                    "/api/v1/content",
                                    "{\"platform\":\"" + platform + "\",\"content\":{\"text\":\"On " + platform
                                            + " alone\"}}")
                            .status())
                    .isEqualTo(201);
        }
    }

    private void prefer(String platform) {
        assertThat(http.patch(ME, "{\"preferences\":{\"contentDefaults\":{\"defaultPlatform\":" + platform + "}}}")
                        .status())
                .isEqualTo(200);
    }

    private String page(String path) {
        Answer answer = http.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(200);
        return answer.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/explore"})
    void anAddressThatAsksForNothingLeadsToThePlatform(String path) {
        assertThat(page(path)).contains("On rss alone", "On tiktok alone");
        prefer("\" RSS\"");

        Answer led = http.get(path);
        assertThat(led.status()).isEqualTo(302);
        assertThat(led.header("Location")).endsWith(path + "?platform=rss");
        assertThat(page(path + "?platform=rss")).contains("On rss alone").doesNotContain("On tiktok alone");

        prefer("null");
        assertThat(page(path)).contains("On rss alone", "On tiktok alone");
    }

    @Test
    void itCanBeTakenAwayAndStaysAway() {
        prefer("\"rss\"");
        assertThat(page("/explore?platform=rss"))
                .contains("class=\"am-chip\" href=\"/explore?platform=\"")
                .contains("data-clear=\"/explore?platform=\"");
        String all = page("/explore?platform=");
        assertThat(all).contains("On rss alone", "On tiktok alone").doesNotContain("class=\"am-chip\" href");

        String live = page("/?platform=");
        assertThat(live)
                .contains("On rss alone", "On tiktok alone")
                .contains("data-clear=\"/?platform=\"", "<input type=\"hidden\" name=\"platform\" value=\"\">")
                .contains("href=\"/explore?platform=\"");
    }

    @Test
    void whatAnAddressAsksForIsNotChanged() {
        prefer("\"rss\"");
        assertThat(page("/explore?type=post&type=tweet&type=video")).contains("On rss alone", "On tiktok alone");
        assertThat(page("/?range=1h")).contains("On rss alone", "On tiktok alone");
        assertThat(http.get("/api/v1/content").json().at("/items").size()).isEqualTo(2);
    }

    @Test
    void theMenuOfPagesSetsIt() {
        String rest = "theme=dark&language=en&zone=UTC";
        assertThat(http.postForm("/settings", rest + "&platform=tiktok").status())
                .isEqualTo(302);
        assertThat(http.get(ME).at(PLATFORM)).isEqualTo("tiktok");
        assertThat(page("/topics")).contains("<option value=\"tiktok\" selected=\"selected\">TikTok</option>");
        http.postForm("/settings", rest);
        assertThat(http.get(ME).at(PLATFORM)).as("not said").isEqualTo("tiktok");
        http.postForm("/settings", rest + "&platform=");
        assertThat(http.get(ME).json().at(PLATFORM).isNull()).isTrue();
    }
}
