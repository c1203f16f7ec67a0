package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.access.Authenticator;
import io.automedia.factors.TestAuthenticator;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The second step of signing in, as a browser takes it without scripts.
@AutoMediaTest
class CodePageTests {
    private static final String TWO_FACTOR = "/api/v1/auth/two-factor";
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");

    private final TestPerson ada;
    private final TestAuthenticator phone;
    private final String recoveryCode;
    private final Browser browser;

    CodePageTests(TestPeople people, Clock clock) {
        ada = people.someone();
        phone = new TestAuthenticator(
                ada.http().post(TWO_FACTOR, "{\"action\":\"enable\"}").at("/secret"), clock);
        recoveryCode = ada.http()
                .post(TWO_FACTOR, "{\"action\":\"confirm\",\"code\":\"%s\"}".formatted(phone.code()))
                .at("/recoveryCodes/0");
        browser = Browser.at(people.url());
        browser.get("/login");
    }

    @Test
    void theCodeIsAskedForAfterThePasswordAndLeadsBack() {
        Answer asked = password("/topics?a=b");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Cache-Control")).contains("no-store");
        assertThat(asked.cookie(Authenticator.COOKIE)).isEmpty();
        assertThat(browser.get("/topics").status())
                .as("with the password alone")
                .isEqualTo(302);

        Answer wrong = code(challenge(asked), phone.wrongCode(), "/topics?a=b");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("The code is wrong");
        assertThat(wrong.cookie(Authenticator.COOKIE)).isEmpty();

        Answer signedIn = code(challenge(wrong), phone.code(1), "/topics?a=b");

        assertThat(signedIn.header("Location")).isEqualTo("/topics?a=b");
        assertThat(browser.get("/topics").status()).isEqualTo(200);
    }

    @Test
    void aRecoveryCodeDoesToo() {
        assertThat(code(challenge(password("/")), recoveryCode, "//evil.example")
                        .header("Location"))
                .isEqualTo("/");
        assertThat(browser.get("/topics").status()).isEqualTo(200);
    }

    @Test
    void whoComesTooLateBeginsAgain() {
        Answer late = code("nonsense", phone.code(1), "/topics");

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.text()).contains("name=\"password\"", "begin again").contains("/topics");
    }

    private Answer password(String next) {
        return browser.post(
                "/login",
                "email=" + ada.user().email() + "&password=" + encoded(TestPeople.PASSWORD) + "&next=" + encoded(next));
    }

    private Answer code(String challenge, String code, String next) {
        return browser.post(
                "/login/code", "challenge=" + encoded(challenge) + "&code=" + encoded(code) + "&next=" + encoded(next));
    }

    private static String challenge(Answer page) {
        Matcher found = CHALLENGE.matcher(page.text());
        assertThat(found.find()).as("%s", page).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
