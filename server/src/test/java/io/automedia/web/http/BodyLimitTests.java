package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class BodyLimitTests {
    private static final int LIMIT = 1024 * 1024;
    private static final String START = "{\"platform\":\"facebook\",\"content\":{\"text\":\"";
    private static final String END = "\"}}";

    private final TestPeople people;

    BodyLimitTests(TestPeople people) {
        this.people = people;
    }

    @Test
    void a_body_beyond_the_limit_is_refused_before_it_is_read() {
        assertTooLarge(people.someone().http().post("/api/v1/content", body(LIMIT + 1)));
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_is_refused_when_it_grows_beyond() {
        assertTooLarge(people.someone().http().stream("/api/v1/content", body(LIMIT + 1)));
    }

    @Test
    void nobody_can_send_more_either() {
        String password = "{\"email\":\"a@example.org\",\"password\":\"" + "x".repeat(LIMIT) + "\"}";

        assertTooLarge(people.nobody().post("/api/v1/auth/login", password));
        assertTooLarge(people.nobody().stream("/api/v1/auth/register", password));
    }

    @Test
    void a_body_of_just_the_limit_is_read() {
        Answer read = people.someone().http().stream("/api/v1/content", body(LIMIT));

        assertThat(read.at("/code")).as("%s", read).isNotEqualTo("DATA004");
    }

    @Test
    void a_file_may_be_larger() {
        String line = body(300).replace("\"}}", "\"},\"platformId\":\"%d\"}");
        StringBuilder file = new StringBuilder();
        for (int i = 0; file.length() <= LIMIT; i++) {
            file.append(line.formatted(i)).append('\n');
        }

        Answer accepted = people.someone()
                .http()
                .send("POST", "/api/v1/content/import?format=jsonl", file.toString(), "application/x-ndjson");

        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(413);
        assertThat(answer.at("/code")).isEqualTo("DATA004");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static String body(int bytes) {
        return START + "x".repeat(bytes - START.length() - END.length()) + END;
    }
}
