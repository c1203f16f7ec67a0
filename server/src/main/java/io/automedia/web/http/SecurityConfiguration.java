package io.automedia.web.http;

import io.automedia.access.Access;
import io.automedia.access.Authenticator;
import io.automedia.limits.Limits;
import io.automedia.shared.Problem;
import io.automedia.tls.TlsProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// What every request passes: who calls, how often, what is public, what an answer allows a browser to do. No
/// session lies in this process.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /// A browser's own origin covers its WebSockets, too.
    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; "
            + "form-action 'self'";
    private static final String API_PAGES = "/swagger-ui/";
    private static final String UPLOADS = "/api/v1/media/";
    private static final String STYLE_OF_SWAGGER_UI = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";
    private static final String PERMISSIONS_POLICY =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
    private static final String[] PUBLIC_API = {
        "/api/v1/auth/login",
        "/api/v1/auth/passkey",
        "/api/v1/auth/passkey/options",
        "/api/v1/auth/register",
        "/api/v1/auth/refresh",
        "/api/v1/auth/verify",
        "/api/v1/auth/password/forgot",
        "/api/v1/auth/password/reset",
        "/api/v1/auth/invitation",
        "/.well-known/jwks.json",
        "/.well-known/security.txt"
    };
    private static final String[] PUBLIC_PAGES = {
        "/login",
        "/login/code",
        "/login/passkey",
        "/login/oidc",
        "/login/oidc/{provider}/callback",
        "/login/once",
        "/register",
        "/forgot",
        "/reset",
        "/verify",
        "/invitation",
        "/error",
        "/assets/**",
        "/webjars/**",
        "/favicon.ico",
        "/favicon.svg"
    };

    private final ProblemAnswers answers;
    private final Duration hsts;
    private final OtherSites otherSites;

    SecurityConfiguration(ProblemAnswers answers, TlsProperties tls, OtherSites otherSites) {
        this.answers = answers;
        this.hsts = tls.hsts();
        this.otherSites = otherSites;
    }

    /// Whether anybody may call this path of the API.
    static boolean isPublic(String path) {
        return Arrays.asList(PUBLIC_API).contains(path);
    }

    @Bean
    SecurityFilterChain everyRequest(HttpSecurity http, Authenticator authenticator, Access access, Limits limits) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(this::headers)
                .cors(cors -> cors.configurationSource(otherSites))
                .csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookies())
                        // else every request counts as a sign-in and changes the token that open pages hold
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .ignoringRequestMatchers(CallerFilter::isOwnWill)
                        .ignoringRequestMatchers(PUBLIC_API))
                .addFilterBefore(new CallerFilter(authenticator, answers), CsrfFilter.class)
                .addFilterBefore(new CsrfTokenForPages(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new RateLimits(limits, authenticator, answers), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new TokenScopes(access, answers), RateLimits.class)
                .authorizeHttpRequests(SecurityConfiguration::rules)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, cause) -> askToSignIn(request, response))
                        .accessDeniedHandler((request, response, cause) -> refuse(request, response, cause)))
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(PUBLIC_API)
                .permitAll()
                .requestMatchers(PUBLIC_PAGES)
                .permitAll()
                .requestMatchers(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .requestMatchers("/ws")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasRole("ADMIN")
                .anyRequest()
                .authenticated();
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter((request, response) ->
                        response.setHeader("Content-Security-Policy", contentSecurityPolicy(request)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                // other names below ours may be somebody else's: they are not spoken for
                .httpStrictTransportSecurity(
                        strict -> strict.includeSubDomains(false).maxAgeInSeconds(hsts.toSeconds()))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    /// Swagger UI isn't ours and puts one style of its own into its pages; nowhere else is that needed. What people
    /// uploaded may do nothing at all, should a browser ever take it for a page.
    private static String contentSecurityPolicy(HttpServletRequest request) {
        if (request.getRequestURI().startsWith(UPLOADS)) {
            return "default-src 'none'; sandbox; frame-ancestors 'none'";
        }
        return request.getRequestURI().startsWith(API_PAGES)
                ? CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' " + STYLE_OF_SWAGGER_UI)
                : CONTENT_SECURITY_POLICY;
    }

    private void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!PagePaths.isForPeople(request)) {
            answers.write(CallerFilter.reason(request), request, response);
            return;
        }
        String login = login(request);
        if (PagePaths.isPartial(request)) {
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(login);
        }
    }

    /// Who sent something is told that it was not done; nobody has lost a wish to sign out.
    private static String login(HttpServletRequest request) {
        if (request.getRequestURI().equals("/logout")) {
            return "/login?next=%2F";
        }
        String next = URLEncoder.encode(PagePaths.wanted(request), StandardCharsets.UTF_8);
        boolean isRead = request.getMethod().equals("GET");
        return "/login?next=" + next + (isRead ? "" : "&notice=" + SignInSteps.NOT_DONE);
    }

    private static String reasonOfRefusal(AccessDeniedException cause) {
        return cause instanceof CsrfException
                ? "The request lacks its CSRF token: send an access token, or X-CSRF-TOKEN beside the cookie."
                : "This is for administrators.";
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (!PagePaths.isForPeople(request)) {
            answers.write(new Problem.Forbidden(reasonOfRefusal(cause)), request, response);
            return;
        }
        Optional<String> again = cause instanceof CsrfException ? SignInSteps.again(request) : Optional.empty();
        if (again.isPresent()) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, again.get());
        } else {
            request.setAttribute(ErrorPages.OPEN_TOO_LONG, cause instanceof CsrfException);
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
