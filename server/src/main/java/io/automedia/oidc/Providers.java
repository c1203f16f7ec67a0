package io.automedia.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.automedia.mail.PublicUrl;
import io.automedia.oidc.IdTokens.Expected;
import io.automedia.oidc.ProviderClient.Redeemed;
import io.automedia.oidc.ProviderRefused.Reason;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.users.Users;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The front door to OpenID Connect: sends browsers to a provider, and takes what they come back with. It
/// is the authorization code flow, with PKCE.
@Component
@EnableConfigurationProperties(OidcProperties.class)
public final class Providers {
    /// How long somebody may take at a provider.
    public static final Duration VALID = SignInRequests.VALID;

    private static final Logger log = LoggerFactory.getLogger(Providers.class);
    private static final Pattern BROWSER = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST_CODE = 8_000;
    private static final int LONGEST_NAME = 100;

    /// How long ago somebody may have proved himself there when he confirms here.
    private static final Duration FRESH = VALID.plusMinutes(1);

    private final OidcProperties properties;
    private final Discovery discovery;
    private final ProviderClient client;
    private final SignInRequests requests;
    private final Users users;
    private final PublicUrl url;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Providers(
            OidcProperties properties,
            Discovery discovery,
            ProviderClient client,
            SignInRequests requests,
            Users users,
            PublicUrl url,
            ApplicationEventPublisher events,
            Clock clock) {
        this.properties = properties;
        this.discovery = discovery;
        this.client = client;
        this.requests = requests;
        this.users = users;
        this.url = url;
        this.events = events;
        this.clock = clock;
    }

    /// All that are configured.
    public List<Provider> all() {
        return properties.providers().entrySet().stream()
                .map(entry -> provider(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// The one that vouches for an account, whatever it was called when that was connected; empty when it is
    /// configured no more.
    public Optional<Provider> of(LinkedIdentity identity) {
        return properties.providers().entrySet().stream()
                .filter(entry -> entry.getValue().issuer().equals(identity.issuer()))
                .map(entry -> provider(entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private static Provider provider(String name, ProviderSettings settings) {
        return new Provider(name, settings.label().isEmpty() ? name : settings.label());
    }

    /// The one of this name.
    ///
    /// @throws ProblemException (`NotFound`)
    public Provider named(String name) {
        return provider(name, settings(name));
    }

    private ProviderSettings settings(String name) {
        ProviderSettings settings = properties.providers().get(name);
        if (settings == null) {
            throw Problem.notFound("provider").exception();
        }
        return settings;
    }

    /// What the cookie of a browser holds that is sent to a provider: what it holds already, or
    /// something new.
    public static String browser(@Nullable String held) {
        return held != null && BROWSER.matcher(held).matches() ? held : SignInRequests.random();
    }

    /// The address to which to send a browser.
    ///
    /// @param person who wants it; null for whoever it is
    /// @param next the page to which he goes then, a path
    /// @param browser of [#browser]
    /// @throws ProblemException (`NotFound`), (`Unavailable`) while the provider is away
    public URI begin(String name, Purpose purpose, @Nullable UserId person, String next, String browser) {
        ProviderSettings settings = settings(name);
        Metadata metadata = metadata(name, settings);
        String page = next.length() > SignInRequests.Schema.LONGEST_NEXT ? "/" : next;
        SignInRequests.Made made = requests.make(name, purpose, person, page, browser);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirectUri(name));
        query.put("scope", String.join(" ", settings.scopes()));
        query.put("state", made.state());
        query.put("nonce", made.pending().nonce());
        query.put("code_challenge", SignInRequests.hash(made.pending().verifier()));
        query.put("code_challenge_method", "S256");
        if (purpose == Purpose.CONFIRM) {
            query.put("prompt", "login");
            query.put("max_age", "0");
        }
        String authorize = metadata.authorize().toString();
        return URI.create(authorize
                + (authorize.contains("?") ? "&" : "?")
                + query.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private String redirectUri(String name) {
        return url.of("/login/oidc/" + name + "/callback").toString();
    }

    private Metadata metadata(String name, ProviderSettings settings) {
        try {
            return discovery.metadata(name, settings);
        } catch (ProviderAway away) {
            throw away(name, settings, away);
        }
    }

    private static ProblemException away(String name, ProviderSettings settings, ProviderAway away) {
        log.warn("Nobody can sign in with the OpenID Connect provider {}: {}", name, away.getMessage());
        return new Problem.Unavailable(provider(name, settings).label()
                        + " can't be asked at the moment: try again soon, or sign in in another way.")
                .exception();
    }

    /// Whoever comes back with an answer; it is used up.
    ///
    /// @param browser what his cookie holds
    /// @throws ProblemException AUTH001 when this browser wasn't sent there, the answer came before, or
    /// it took too long; (`NotFound`)
    public Pending answered(String name, @Nullable String state, @Nullable String browser) {
        Provider provider = named(name);
        Optional<Pending> pending =
                state == null || browser == null ? Optional.empty() : requests.use(name, state, browser);
        return pending.orElseThrow(() -> refused(null, provider, Reason.STATE));
    }

    /// Whom the provider vouches for.
    ///
    /// @param code as it answered; null when it gave none
    /// @param issuer as it named itself in the answer; null when it didn't
    /// @throws ProblemException AUTH001 when that can't be trusted, or may not come here; (`Unavailable`)
    /// while the provider is away
    public ProviderIdentity identity(Pending pending, @Nullable String code, @Nullable String issuer) {
        String name = pending.provider();
        ProviderSettings settings = settings(name);
        Provider provider = provider(name, settings);
        Metadata metadata = metadata(name, settings);
        if (issuer == null ? metadata.namesItself() : !issuer.equals(settings.issuer())) {
            throw refused(pending.person(), provider, Reason.ISSUER);
        }
        if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
            throw refused(pending.person(), provider, Reason.TURNED_DOWN);
        }
        try {
            Redeemed redeemed = client.redeem(metadata, settings, code, pending.verifier(), redirectUri(name))
                    .orElseThrow(() -> refused(pending.person(), provider, Reason.CODE));
            Claims claims = claims(pending, settings, metadata, redeemed);
            if (claims.isOfAnother()) {
                throw refused(pending.person(), provider, Reason.USER_INFO);
            }
            return allowed(pending, settings, identity(provider, settings, claims));
        } catch (ProviderAway away) {
            throw away(name, settings, away);
        } catch (IdTokens.Wrong wrong) {
            log.warn("An ID token of the OpenID Connect provider {} is not accepted: {}", name, wrong.getMessage());
            throw refused(pending.person(), provider, Reason.TOKEN);
        }
    }

    private Claims claims(Pending pending, ProviderSettings settings, Metadata metadata, Redeemed redeemed)
            throws ProviderAway, IdTokens.Wrong {
        JWTClaimsSet token = token(pending, settings, metadata, redeemed.idToken());
        requireFresh(pending, token);
        Claims claims = Claims.of(token);
        String accessToken = redeemed.accessToken();
        URI userInfo = metadata.userInfo();
        return claims.email() == null && userInfo != null && accessToken != null
                ? claims.with(client.userInfo(userInfo, accessToken))
                : claims;
    }

    /// A provider takes new keys when it wants: a token that is signed by none of the known ones is
    /// looked at with those that it has now.
    private JWTClaimsSet token(Pending pending, ProviderSettings settings, Metadata metadata, String token)
            throws ProviderAway, IdTokens.Wrong {
        String name = pending.provider();
        Expected expected = new Expected(settings.issuer(), settings.clientId(), pending.nonce(), clock.instant());
        try {
            return IdTokens.read(token, discovery.keys(name, metadata), expected);
        } catch (IdTokens.Wrong wrong) {
            if (!wrong.isOfKeys()) {
                throw wrong;
            }
            return IdTokens.read(token, discovery.newKeys(name, metadata), expected);
        }
    }

    /// Not all providers say when somebody proved himself there.
    private void requireFresh(Pending pending, JWTClaimsSet token) throws IdTokens.Wrong {
        boolean isOld = pending.purpose() == Purpose.CONFIRM
                && token.getClaim("auth_time") instanceof Number seconds
                && Instant.ofEpochSecond(seconds.longValue()).plus(FRESH).isBefore(clock.instant());
        if (isOld) {
            throw new IdTokens.Wrong("its auth_time is too old", false);
        }
    }

    private ProviderIdentity identity(Provider provider, ProviderSettings settings, Claims claims) {
        String email = claims.email() == null ? null : users.spelling(claims.email());
        Boolean verified = claims.emailVerified();
        return new ProviderIdentity(
                provider,
                settings.issuer(),
                claims.subject(),
                email,
                email != null && (verified == null ? settings.trustAddresses() : verified),
                shortened(claims.firstName()),
                shortened(claims.lastName()),
                settings.trustSecondFactor(),
                switch (settings.newAccounts()) {
                    case AS_REGISTRATION -> ProviderIdentity.Admission.WHERE_OPEN;
                    case ALWAYS -> ProviderIdentity.Admission.ALWAYS;
                    case NEVER -> ProviderIdentity.Admission.NEVER;
                });
    }

    private static @Nullable String shortened(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String clean = name.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), LONGEST_NAME));
    }

    private ProviderIdentity allowed(Pending pending, ProviderSettings settings, ProviderIdentity shown) {
        String email = shown.email();
        boolean isAllowed = settings.allowedDomains().isEmpty()
                || (email != null
                        && shown.isEmailVerified()
                        && settings.allowedDomains().contains(email.substring(email.lastIndexOf('@') + 1)));
        if (!isAllowed) {
            throw refused(pending.person(), shown.provider(), Reason.DOMAIN);
        }
        return shown;
    }

    /// Writes down that somebody was not let in, and tells him why.
    ///
    /// @param person whose account it is about; null when nobody's
    public ProblemException refused(@Nullable UserId person, Provider provider, Reason reason) {
        events.publishEvent(new ProviderRefused(person, provider.name(), reason));
        return new Problem.Unauthenticated("AUTH001", told(provider.label(), reason)).exception();
    }

    private static String told(String label, Reason reason) {
        return switch (reason) {
            case STATE ->
                "This answer of " + label + " doesn't belong to what this browser asked for, or came after more than"
                        + " ten minutes: begin again.";
            case TURNED_DOWN -> label + " didn't say who you are: you or " + label + " turned it down.";
            case ISSUER, CODE, TOKEN, USER_INFO ->
                "What " + label + " says about you can't be trusted: begin again, and tell an administrator if it"
                        + " stays so.";
            case DOMAIN -> "Your e-mail address at " + label + " is none of those that may come here.";
            case UNVERIFIED ->
                label + " doesn't say that your e-mail address is your own, so you get no account by it. If you have"
                        + " an account, sign in to it, and connect " + label + " under Sign-in security.";
            case KNOWN_ADDRESS ->
                "There is an account with your e-mail address at " + label + ". Sign in to it as you did so far,"
                        + " and connect " + label + " under Sign-in security.";
            case NO_NEW_ACCOUNTS ->
                "You have no account here, and get none by " + label + ": ask an administrator for one, and connect "
                        + label + " under Sign-in security.";
            case DEACTIVATED -> "The account that you sign in to with " + label + " is deactivated.";
            case OTHER_PERSON -> label + " vouches for somebody else than who is signed in here.";
            case TAKEN ->
                "You or somebody else has connected an account of " + label + " already: disconnect that first.";
        };
    }
}
