package io.automedia.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An OpenID Connect provider on this machine, with an issuer for each way in which applications under
/// test are configured. It redeems a code for who redirected here with PKCE and the secret of the
/// client, once.
public final class TestProvider {
    public static final String CLIENT = "automedia";
    private static final String SECRET = "a secret: of & +letters";
    private static final TestProvider ONE = new TestProvider();

    private final HttpServer server;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final AtomicInteger keysAsked = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private volatile @Nullable Someone signedIn;

    private TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static TestProvider one() {
        return ONE;
    }

    /// Whom it vouches for.
    ///
    /// @param verified null when it doesn't say
    /// @param beside whether his address is told beside the token only
    public record Someone(
            String subject, String email, @Nullable Boolean verified, boolean beside) {
        public static Someone with(String email) {
            return new Someone(UUID.randomUUID().toString(), email, true, false);
        }
    }

    /// How it signs a token.
    public enum Signature {
        RIGHT,
        NONE,
        ANOTHER_KEY,
        CLIENT_SECRET
    }

    private record Grant(
            Someone someone,
            Map<String, String> asked,
            UnaryOperator<JWTClaimsSet.Builder> change,
            Signature signature) {}

    /// What applications under test are configured with.
    public static Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        for (String name : new String[] {"test", "company", "never"}) {
            all.put("automedia.oidc." + name + ".issuer", ONE.issuer(name));
            all.put("automedia.oidc." + name + ".client-id", CLIENT);
        }
        all.put("automedia.oidc.test.client-secret", SECRET);
        all.put("automedia.oidc.test.label", "Example ID");
        all.put("automedia.oidc.company.allowed-domains", "company.example");
        all.put("automedia.oidc.company.new-accounts", "always");
        all.put("automedia.oidc.company.trust-addresses", "true");
        all.put("automedia.oidc.company.trust-second-factor", "true");
        all.put("automedia.oidc.never.new-accounts", "never");
        // nothing listens there
        all.put("automedia.oidc.away.issuer", "http://localhost:1");
        all.put("automedia.oidc.away.client-id", CLIENT);
        return all;
    }

    public String issuer(String name) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + name;
    }

    /// Who is signed in in a browser that comes here.
    public void signIn(Someone someone) {
        signedIn = someone;
    }

    /// Signs with another key from now on.
    public void rotate() {
        key = newKey();
    }

    /// How often its keys were asked for.
    public int keysAsked() {
        return keysAsked.get();
    }

    /// A code for what a browser was sent here with.
    public String code(Someone someone, Map<String, String> asked) {
        return code(someone, asked, claims -> claims, Signature.RIGHT);
    }

    /// A code for a token that is not as it should be.
    public String code(
            Someone someone,
            Map<String, String> asked,
            UnaryOperator<JWTClaimsSet.Builder> change,
            Signature signature) {
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(someone, asked, change, signature));
        return code;
    }

    /// The fields of a query or a form.
    public static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        Arrays.stream(query.split("&", -1)).filter(one -> one.contains("=")).forEach(one -> {
            String[] pair = one.split("=", 2);
            fields.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        });
        return fields;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        String issuer = issuer(path[0]);
        switch (path.length < 2 ? "" : path[1]) {
            case ".well-known/openid-configuration" -> send(exchange, 200, metadata(issuer));
            case "authorize" -> authorize(exchange);
            case "token" -> token(exchange, path[0], issuer);
            case "keys" -> {
                keysAsked.incrementAndGet();
                send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            }
            case "userinfo" -> userInfo(exchange);
            default -> send(exchange, 404, "{}");
        }
    }

    private static String metadata(String issuer) {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/userinfo",
                "id_token_signing_alg_values_supported":["RS256","none"]}""".formatted(issuer);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        String code = code(Objects.requireNonNull(signedIn), asked);
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange, String name, String issuer) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        if (!isClient(exchange, name, form)) {
            send(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (grant == null
                || !"authorization_code".equals(form.get("grant_type"))
                || !"S256".equals(grant.asked().get("code_challenge_method"))
                || !Objects.equals(form.get("redirect_uri"), grant.asked().get("redirect_uri"))
                || !challenge(form.getOrDefault("code_verifier", ""))
                        .equals(grant.asked().get("code_challenge"))) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            String access = UUID.randomUUID().toString();
            grants.put(access, grant);
            send(
                    exchange,
                    200,
                    "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"id_token\":\"%s\"}"
                            .formatted(access, idToken(grant, issuer)));
        }
    }

    private static boolean isClient(HttpExchange exchange, String name, Map<String, String> form) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (!name.equals("test")) {
            return header == null && CLIENT.equals(form.get("client_id"));
        }
        String[] pair = header == null
                ? new String[] {"", ""}
                : new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8)
                        .split(":", 2);
        return CLIENT.equals(pair[0]) && SECRET.equals(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Grant grant = grants.remove(header.replace("Bearer ", ""));
        if (grant == null) {
            send(exchange, 401, "{}");
        } else {
            Someone someone = grant.someone();
            send(
                    exchange,
                    200,
                    "{\"sub\":\"%s\",\"email\":\"%s\",\"email_verified\":%s}"
                            .formatted(someone.subject(), someone.email(), someone.verified()));
        }
    }

    private String idToken(Grant grant, String issuer) {
        Instant now = Instant.now();
        Someone someone = grant.someone();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(someone.subject())
                .audience(CLIENT)
                .claim("nonce", grant.asked().get("nonce"))
                .claim("given_name", "Lena")
                .claim("family_name", "Example")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        if (!someone.beside()) {
            claims.claim("email", someone.email()).claim("email_verified", someone.verified());
        }
        return signed(grant.change().apply(claims).build(), grant.signature());
    }

    private String signed(JWTClaimsSet claims, Signature signature) {
        try {
            RSAKey own = key;
            SignedJWT token = switch (signature) {
                case NONE -> null;
                case RIGHT, ANOTHER_KEY ->
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(own.getKeyID())
                                    .build(),
                            claims);
                case CLIENT_SECRET -> new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            };
            if (token == null) {
                return new PlainJWT(claims).serialize();
            }
            token.sign(
                    signature == Signature.CLIENT_SECRET
                            ? new MACSigner((SECRET + SECRET).getBytes(StandardCharsets.UTF_8))
                            : new RSASSASigner(signature == Signature.RIGHT ? own : newKey()));
            return token.serialize();
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// What a browser is sent here with, of the address to which it goes.
    public static Map<String, String> asked(String address) {
        return fields(URI.create(address).getRawQuery());
    }
}
