package io.automedia.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class FormFileTests {
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";

    private static String field(String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + value + "\r\n";
    }

    private static String read(String form) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContentType("multipart/form-data; boundary=b");
        request.setContent(form.getBytes(UTF_8));
        return FormFile.read(request, (name, content) -> name + ": " + new String(content.readAllBytes(), UTF_8));
    }

    private static void refused(String form) {
        assertThatThrownBy(() -> read(form))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> assertThat(wrong.problem()).isInstanceOf(Problem.TooLarge.class));
    }

    @Test
    void the_file_is_read_also_behind_fields() throws IOException {
        assertThat(read(FILE)).isEqualTo("a.txt: hello");
        assertThat(read(field("x").repeat(20) + FILE)).isEqualTo("a.txt: hello");
        assertThat(read(field("x".repeat(64 * 1024)) + FILE)).isEqualTo("a.txt: hello");
    }

    @Test
    void too_much_before_it_is_refused_without_reading_all_of_it() {
        refused(field("x").repeat(21) + FILE);
        refused(field("x".repeat(64 * 1024 + 1)) + FILE);
        refused(field("x".repeat(40 * 1024)) + field("x".repeat(40 * 1024)) + FILE);
    }
}
