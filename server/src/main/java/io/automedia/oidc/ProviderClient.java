package io.automedia.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import io.automedia.outgoing.OutgoingProperties;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with providers. Their own hosts may lie in a private network, since the operator named them;
/// what they lead to otherwise must be public or allowed as for all addresses.
@Component
final class ProviderClient implements DisposableBean {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> AS_JSON = Map.of("Accept", "application/json");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final DataSize LARGEST = DataSize.ofMegabytes(1);
    private static final int AT_A_TIME = 16;
    private static final int LONGEST_ERROR = 100;

    private final OutgoingProperties outgoingProperties;
    private final List<String> hosts;
    private @Nullable Outgoing outgoing;

    ProviderClient(OutgoingProperties outgoingProperties, OidcProperties properties) {
        this.outgoingProperties = outgoingProperties;
        this.hosts = properties.hosts();
    }

    /// Made when it is needed: most instances have no providers.
    private synchronized Outgoing outgoing() {
        if (outgoing == null) {
            List<String> allowed = new ArrayList<>(outgoingProperties.allow());
            allowed.addAll(hosts);
            outgoing = new Outgoing(
                    new OutgoingProperties(allowed, CONNECT, TOTAL, TOTAL, LARGEST, AT_A_TIME, "AutoMedia/0.1"));
        }
        return outgoing;
    }

    /// What a provider says of itself.
    Metadata discover(ProviderSettings settings) throws ProviderAway {
        String issuer = settings.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode told = get(URI.create(base + "/.well-known/openid-configuration"), AS_JSON);
        String named = told.path("issuer").asString("");
        if (!named.equals(issuer)) {
            throw new ProviderAway("it calls itself " + named + ", and is configured as " + issuer);
        }
        JsonNode methods = told.path("token_endpoint_auth_methods_supported");
        return new Metadata(
                address(told, "authorization_endpoint"),
                address(told, "token_endpoint"),
                address(told, "jwks_uri"),
                told.path("userinfo_endpoint").isString() ? address(told, "userinfo_endpoint") : null,
                !methods.isArray()
                        || methods.valueStream()
                                .anyMatch(one -> one.asString("").equals("client_secret_basic")),
                told.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static URI address(JsonNode told, String field) throws ProviderAway {
        String address = told.path(field).asString("");
        if (!OidcProperties.isAddress(address)) {
            throw new ProviderAway("its " + field + " is no address that begins with https://");
        }
        return URI.create(address);
    }

    /// The keys that sign its tokens.
    JWKSet keys(Metadata metadata) throws ProviderAway {
        try {
            return JWKSet.parse(get(metadata.keys(), AS_JSON).toString());
        } catch (ParseException none) {
            throw new ProviderAway("its keys can't be read");
        }
    }

    /// What a code is redeemed for.
    ///
    /// @param accessToken null when none was given
    record Redeemed(String idToken, @Nullable String accessToken) {
        @Override
        public String toString() {
            return "Redeemed[…]";
        }
    }

    /// Redeems a code; empty when the provider doesn't take it.
    Optional<Redeemed> redeem(
            Metadata metadata, ProviderSettings settings, String code, String verifier, String redirectUri)
            throws ProviderAway {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        Map<String, String> headers = new LinkedHashMap<>(AS_JSON);
        String secret = settings.clientSecret();
        if (secret != null && metadata.takesBasic()) {
            headers.put("Authorization", basic(settings.clientId(), secret));
        } else {
            form.put("client_id", settings.clientId());
            if (secret != null) {
                form.put("client_secret", secret);
            }
        }
        return redeemed(post(metadata.token(), headers, form));
    }

    private static Optional<Redeemed> redeemed(Answer.Received answer) throws ProviderAway {
        JsonNode told = json(answer);
        if (answer.isGood()) {
            String idToken = told.path("id_token").asString("");
            return idToken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Redeemed(idToken, told.path("access_token").asString(null)));
        }
        String error = told.path("error").asString("");
        if (error.equals("invalid_grant")) {
            return Optional.empty();
        }
        throw new ProviderAway("it answers " + answer.status() + " to a code: "
                + error.substring(0, Math.min(error.length(), LONGEST_ERROR)));
    }

    /// What more is told of a person.
    JsonNode userInfo(URI address, String accessToken) throws ProviderAway {
        Map<String, String> headers = new LinkedHashMap<>(AS_JSON);
        headers.put("Authorization", "Bearer " + accessToken);
        return get(address, headers);
    }

    private static String basic(String id, String secret) {
        String both =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode get(URI address, Map<String, String> headers) throws ProviderAway {
        try {
            Answer.Received answer = received(address, outgoing().get(address, headers));
            if (!answer.isGood()) {
                throw new ProviderAway(address + " answers " + answer.status());
            }
            return json(answer);
        } catch (InterruptedException ended) {
            throw interrupted();
        }
    }

    private Answer.Received post(URI address, Map<String, String> headers, Map<String, String> form)
            throws ProviderAway {
        try {
            return received(address, outgoing().post(address, headers, form));
        } catch (InterruptedException ended) {
            throw interrupted();
        }
    }

    private static ProviderAway interrupted() {
        Thread.currentThread().interrupt();
        return new ProviderAway("this program ends");
    }

    /// What is asked for by https must not come from anywhere else after all: anybody could have written it.
    static Answer.Received received(URI asked, Answer answer) throws ProviderAway {
        return switch (answer) {
            case Answer.Received it
            when isHttps(asked) && !isHttps(it.from()) ->
                throw new ProviderAway(asked + " leads to " + it.from() + ", which is not https");
            case Answer.Received it -> it;
            case Answer.Refused refused -> throw new ProviderAway(refused.reason());
            case Answer.Failed failed -> throw new ProviderAway(failed.reason());
        };
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static JsonNode json(Answer.Received answer) throws ProviderAway {
        try {
            JsonNode told = JSON.readTree(answer.body());
            if (told.isObject()) {
                return told;
            }
        } catch (JacksonException none) {
            // said below
        }
        throw new ProviderAway(answer.from() + " answers " + answer.status() + ", and no JSON object");
    }

    @Override
    public synchronized void destroy() {
        if (outgoing != null) {
            outgoing.close();
        }
    }
}
