package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.automedia.access.Caller;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.users.User;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Tokens that are not ours, or not any more, open nothing: the person and his session exist in all of these.
@AutoMediaTest
class AccessTokensTests {
    private final TestPeople people;
    private final SigningKeys keys;
    private final Sessions sessions;
    private final Clock clock;
    private final TestPerson person;

    AccessTokensTests(TestPeople people, SigningKeys keys, Sessions sessions, Clock clock) {
        this.people = people;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
        this.person = people.someone();
    }

    @Test
    void one_that_has_expired_says_so() {
        AccessTokens hoursAgo = new AccessTokens(keys, Clock.offset(clock, Duration.ofHours(-1)));

        Answer refused = show(hoursAgo.sign(person.user().id(), session()));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/code")).isEqualTo("AUTH002");
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token", "expired");
    }

    @Test
    void one_without_a_signature_is_nobodys() {
        assertNobody(new PlainJWT(claims().build()).serialize());
        String signed = person.http().get("/api/v1/users/me").status() == 200 ? open() : "";
        assertNobody(signed.substring(0, signed.lastIndexOf('.') + 1));
        assertNobody(signed.substring(0, signed.lastIndexOf('.')));
    }

    @Test
    void one_signed_by_another_key_under_our_name_is_nobodys() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).generate();

        assertNobody(signed(JWSAlgorithm.RS256, new RSASSASigner(foreign), claims()));
    }

    @Test
    void our_public_key_is_no_shared_secret() throws JOSEException {
        RSAKey ours = keys.current().toPublicJWK();
        byte[] der = ours.toRSAPublicKey().getEncoded();
        byte[] json = ours.toJSONString().getBytes(StandardCharsets.UTF_8);

        assertNobody(signed(JWSAlgorithm.HS256, new MACSigner(der), claims()));
        assertNobody(signed(JWSAlgorithm.HS256, new MACSigner(json), claims()));
    }

    @Test
    void another_algorithm_of_our_own_key_is_not_accepted() throws JOSEException {
        assertNobody(signed(JWSAlgorithm.PS256, new RSASSASigner(keys.current()), claims()));
        assertNobody(signed(JWSAlgorithm.RS512, new RSASSASigner(keys.current()), claims()));
    }

    @Test
    void one_that_we_signed_but_never_gave_out_is_nobodys() throws JOSEException {
        JWSSigner ours = new RSASSASigner(keys.current());

        assertNobody(signed(JWSAlgorithm.RS256, ours, claims()));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().issuer("somebody")));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().expirationTime(null)));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().subject(null)));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().claim("sid", null)));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().claim("sid", 5)));
        assertNobody(signed(JWSAlgorithm.RS256, ours, claims().subject("me")));
    }

    @Test
    void a_changed_one_is_nobodys() {
        String token = open();
        int payload = token.indexOf('.') + 20;
        char other = token.charAt(payload) == 'A' ? 'B' : 'A';

        assertThat(show(token).status()).isEqualTo(200);
        assertNobody(token.substring(0, payload) + other + token.substring(payload + 1));
        assertNobody(token + "A");
    }

    @Test
    void the_one_of_another_person_does_not_open_this_session() throws JOSEException {
        User other = people.someone().user();

        assertNobody(signed(
                JWSAlgorithm.RS256,
                new RSASSASigner(keys.current()),
                claims().subject(other.id().toHexString())));
    }

    @Test
    void garbage_is_nobodys() {
        assertNobody("");
        assertNobody(".");
        assertNobody("..");
        assertNobody("a.b.c");
        assertNobody("e30.e30.e30");
        assertNobody("null");
        assertNobody(new ObjectId().toHexString() + "." + "A".repeat(43));
    }

    @Test
    void other_kinds_of_credentials_are_nobodys() {
        assertThat(people.nobody()
                        .with("Authorization", "Basic YWRtaW46YWRtaW4=")
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
        assertThat(people.nobody()
                        .get("/api/v1/users/me?access_token=" + open())
                        .status())
                .isEqualTo(401);
    }

    private String open() {
        return sessions.open(person.user(), new Client("127.0.0.1", "test")).accessToken();
    }

    private ObjectId session() {
        return ((Caller.Person) person.caller()).sessionId();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("automedia")
                .subject(person.user().id().toHexString())
                .claim("sid", session().toHexString())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(keys.current().getKeyID())
                        .build(),
                claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private Answer show(String token) {
        return people.nobody().withToken(token).get("/api/v1/users/me");
    }

    private void assertNobody(String token) {
        Answer answer = show(token);
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("AUTH003");
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }
}
