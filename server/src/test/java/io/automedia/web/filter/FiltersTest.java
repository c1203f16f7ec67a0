package io.automedia.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private final Filters filters = Filters.of(
            "/explore",
            Map.of("platform", List.of("twitter,rss", ""), "after", List.of("x"), "language", List.of(" ")),
            Set.of("platform", "language"));

    @Test
    void readsValuesBetweenCommasAndDropsWhatThePageDoesNotKnow() {
        assertThat(filters.values()).isEqualTo(Map.of("platform", List.of("twitter", "rss")));
        assertThat(filters.href()).isEqualTo("/explore?platform=twitter&platform=rss");
    }

    @Test
    void togglesOneValue() {
        assertThat(filters.toggled("platform", "rss").href()).isEqualTo("/explore?platform=twitter");
        assertThat(filters.without("platform").toggled("hashtags", "召回 x").href())
                .isEqualTo("/explore?hashtags=%E5%8F%AC%E5%9B%9E+x");
    }

    @Test
    void leadsElsewhereWithTheSameFilters() {
        assertThat(filters.at("/").with("platform", "rss").href()).isEqualTo("/?platform=rss");
    }
}
