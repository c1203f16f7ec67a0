package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PagePathsTests {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/topics?a=b", "/explore#top", "/a//b"})
    void a_path_of_ours_is_local(String path) {
        assertThat(PagePaths.isLocal(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "topics", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "/\u007f"})
    void what_could_lead_elsewhere_is_not(String path) {
        assertThat(PagePaths.isLocal(path)).isFalse();
    }

    @Test
    void programs_and_people_are_told_apart() {
        assertThat(PagePaths.isForPeople(request("/topics", "text/html,*/*"))).isTrue();
        assertThat(PagePaths.isForPeople(request("/topics", "application/json")))
                .isFalse();
        assertThat(PagePaths.isForPeople(request("/api/v1/topics", "text/html,*/*")))
                .isFalse();
        assertThat(PagePaths.isForPrograms(request("/ws", ""))).isTrue();
        assertThat(PagePaths.isForPrograms(request("/apiary", ""))).isFalse();
    }

    @Test
    void a_person_is_led_back_to_the_page_that_he_saw() {
        MockHttpServletRequest part = request("/explore/more", "*/*");
        part.addHeader("HX-Request", "true");
        part.addHeader("HX-Current-URL", "https://example.org/explore?platform=twitter");
        assertThat(PagePaths.wanted(part)).isEqualTo("/explore?platform=twitter");

        MockHttpServletRequest page = request("/topics", "text/html");
        page.setQueryString("a=b");
        assertThat(PagePaths.wanted(page)).isEqualTo("/topics?a=b");
        page.setMethod("POST");
        assertThat(PagePaths.wanted(page)).isEqualTo("/");
    }

    private static MockHttpServletRequest request(String path, String accept) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.addHeader("Accept", accept);
        return request;
    }
}
