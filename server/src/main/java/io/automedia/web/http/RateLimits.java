package io.automedia.web.http;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Standing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Counts what each person asks for, tells him in `RateLimit` and `RateLimit-Policy`
/// (draft-ietf-httpapi-ratelimit-headers-10) where he stands, and refuses what is too much. The command line
/// of this machine is not counted, nor are assets and what administrators measure.
final class RateLimits extends OncePerRequestFilter {
    static final String STANDING = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    private static final String API = "/api/v1/";
    private static final String MEDIA = "/api/v1/media";
    private static final List<String> NOT_COUNTED =
            List.of("/assets/", "/webjars/", "/favicon", "/actuator/", "/error");
    private static final Set<String> GENERATING = Set.of("/api/v1/generations", "/api/v1/generations/batch");
    private static final Set<String> COLLECTING =
            Set.of("/api/v1/content", "/api/v1/content/import", "/platforms/feeds");

    /// Has a platform asked, or what is followed there: over the API, or on a page.
    private static final Pattern SYNC = Pattern.compile("(/api/v1)?/platforms/[^/]+(/sources/[^/]+)?/sync");

    private final Limits limits;
    private final Authenticator authenticator;
    private final ProblemAnswers answers;

    RateLimits(Limits limits, Authenticator authenticator, ProblemAnswers answers) {
        this.limits = limits;
        this.authenticator = authenticator;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Endpoint endpoint = endpoint(request.getMethod(), request.getServletPath());
        if (endpoint != null
                && CallerArgument.current() instanceof Caller.Person person
                && !authenticator.isCommandLine(person)) {
            Standing standing = limits.count(person.userId().toString(), endpoint);
            tell(standing, response);
            if (standing.isOver()) {
                refuse(standing, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /// What a request counts as; null when it is not counted.
    static @Nullable Endpoint endpoint(String method, String path) {
        if (NOT_COUNTED.stream().anyMatch(path::startsWith)) {
            return null;
        }
        boolean posts = method.equals("POST");
        if (posts && (COLLECTING.contains(path) || SYNC.matcher(path).matches())) {
            return Endpoint.COLLECTION;
        }
        if (!path.startsWith(API) || path.equals(MEDIA) || path.startsWith(MEDIA + "/")) {
            return Endpoint.PAGES;
        }
        return posts && GENERATING.contains(path) ? Endpoint.GENERATION : Endpoint.STANDARD;
    }

    private static void tell(Standing standing, HttpServletResponse response) {
        String name = '"' + standing.endpoint().key() + '"';
        response.setHeader(
                POLICY,
                name + ";q=" + standing.rate().times() + ";w="
                        + standing.rate().window().toSeconds());
        response.setHeader(STANDING, name + ";r=" + standing.remaining() + ";t=" + standing.seconds());
    }

    private void refuse(Standing standing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (PagePaths.isForPeople(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(standing.seconds()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            answers.write(standing.problem(), request, response);
        }
    }
}
