package io.automedia.users;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.context.TestPropertySource;

@AutoMediaTest
@TestPropertySource(properties = "automedia.check-addresses=true")
class LivingAddressesTests {
    @RegisterExtension
    static final WireMockExtension web = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final Http ada;

    LivingAddressesTests(TestPeople people) {
        ada = people.someone().http();
    }

    @Test
    void anAddressThatAnswersIsTakenAndNotAskedAgain() {
        web.stubFor(get("/ada").willReturn(ok("hello")));
        assertThat(change("website", address("/ada")).status()).isEqualTo(200);
        web.stubFor(get("/ada").willReturn(notFound()));
        assertThat(change("bio", "Reads").status()).isEqualTo(200);
        assertThat(change("website", address("/ada")).status()).isEqualTo(200);
    }

    @Test
    void anAddressThatDoesNotIsNamed() {
        web.stubFor(get("/gone").willReturn(notFound()));
        Answer refused = change("avatar", address("/gone"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("profile.avatar");
        assertThat(refused.at("/errors/0/message")).contains("404");
        assertThat(ada.get("/api/v1/users/me").json().at("/profile/avatar").isNull())
                .isTrue();
    }

    @Test
    void noAddressLeadsIntoTheNetworkOfThisInstance() {
        Answer refused = change("website", "http://127.0.0.1:" + web.getPort() + "/ada");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("profile.website");
        assertThat(web.getAllServeEvents()).isEmpty();
    }

    private Answer change(String field, String value) {
        return ada.patch("/api/v1/users/me", "{\"profile\":{\"" + field + "\":\"" + value + "\"}}");
    }

    private static String address(String path) {
        return "http://localhost:" + web.getPort() + path;
    }
}
