package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.limits.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTests {
    @Test
    void what_brings_posts_in_counts_as_collection() {
        assertThat(List.of(
                        "/api/v1/content",
                        "/api/v1/content/import",
                        "/api/v1/platforms/abc/sync",
                        "/api/v1/platforms/abc/sources/def/sync",
                        "/platforms/abc/sources/def/sync",
                        "/platforms/feeds"))
                .allSatisfy(
                        path -> assertThat(RateLimits.endpoint("POST", path)).isEqualTo(Endpoint.COLLECTION));
        assertThat(RateLimits.endpoint("GET", "/api/v1/content")).isEqualTo(Endpoint.STANDARD);
        assertThat(RateLimits.endpoint("POST", "/api/v1/content/abc/restore")).isEqualTo(Endpoint.STANDARD);
        assertThat(RateLimits.endpoint("POST", "/api/v1/platforms")).isEqualTo(Endpoint.STANDARD);
        assertThat(RateLimits.endpoint("POST", "/api/v1/platforms/abc/sources/def/restore"))
                .isEqualTo(Endpoint.STANDARD);
        assertThat(RateLimits.endpoint("GET", "/platforms/feeds")).isEqualTo(Endpoint.PAGES);
    }

    @Test
    void asking_a_model_counts_as_generation_and_looking_at_its_answers_does_not() {
        assertThat(RateLimits.endpoint("POST", "/api/v1/generations")).isEqualTo(Endpoint.GENERATION);
        assertThat(RateLimits.endpoint("POST", "/api/v1/generations/batch")).isEqualTo(Endpoint.GENERATION);
        assertThat(RateLimits.endpoint("GET", "/api/v1/generations")).isEqualTo(Endpoint.STANDARD);
        assertThat(RateLimits.endpoint("POST", "/api/v1/generations/abc/cancel"))
                .isEqualTo(Endpoint.STANDARD);
    }

    @Test
    void pages_and_media_count_together_and_assets_not_at_all() {
        assertThat(List.of("/", "/live/figures", "/topics/abc", "/api/v1/media/abc", "/swagger-ui/index.html", "/ws"))
                .allSatisfy(path -> assertThat(RateLimits.endpoint("GET", path)).isEqualTo(Endpoint.PAGES));
        assertThat(RateLimits.endpoint("GET", "/api/v1/mediatypes")).isEqualTo(Endpoint.STANDARD);
        assertThat(List.of("/assets/live.js", "/webjars/htmx.js", "/favicon.svg", "/actuator/prometheus", "/error"))
                .allSatisfy(path -> assertThat(RateLimits.endpoint("GET", path)).isNull());
    }
}
