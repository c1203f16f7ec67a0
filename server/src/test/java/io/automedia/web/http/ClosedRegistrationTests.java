package io.automedia.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.access.Authenticator;
import io.automedia.testing.Browser;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestProvider;
import io.automedia.testing.TestProvider.Someone;
import io.automedia.users.Users;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where people can't register, they get no account by a provider either, unless that one is meant for
/// it.
@BehindAProxy
class ClosedRegistrationTests {
    private final TestPeople people;
    private final Users users;

    ClosedRegistrationTests(TestPeople people, Users users) {
        this.people = people;
        this.users = users;
    }

    private Answer comes(String provider, String email) {
        Browser browser = Browser.at(people.url());
        browser.get("/login");
        String address = browser.post("/login/oidc", "provider=" + provider)
                .header("Refresh")
                .replace("0;url=", "");
        Map<String, String> asked = TestProvider.asked(address);
        String code = TestProvider.one().code(Someone.with(email), asked);
        return browser.get("/login/oidc/" + provider + "/callback?code=" + code + "&state=" + asked.get("state"));
    }

    @Test
    void only_a_provider_that_is_meant_for_it_brings_new_people() {
        String email = people.newEmail();
        Answer refused = comes("test", email);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("You have no account here");
        assertThat(refused.cookie(Authenticator.COOKIE)).isEmpty();
        assertThat(users.byEmail(email)).isEmpty();

        String colleague = email.replace("example.org", "company.example");
        assertThat(comes("company", colleague).header("Location")).isEqualTo("/");
        assertThat(users.byEmail(colleague)).isPresent();
    }
}
