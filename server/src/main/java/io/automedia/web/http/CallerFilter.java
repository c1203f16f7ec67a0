package io.automedia.web.http;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who is calling: by the bearer token, else by the browser's cookie. A wrong token is no
/// error yet: public paths don't mind, all others answer with the reason kept here.
final class CallerFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final String ACT_FOR = "X-Automedia-User";
    private static final String REASON = CallerFilter.class.getName() + ".reason";

    private final Authenticator authenticator;
    private final ProblemAnswers answers;

    CallerFilter(Authenticator authenticator, ProblemAnswers answers) {
        this.authenticator = authenticator;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Caller caller = caller(request);
            if (caller != null) {
                SecurityContextHolder.setContext(new SecurityContextImpl(new CallerAuthentication(caller)));
            }
        } catch (ProblemException wrong) {
            if (!(wrong.problem() instanceof Problem.Unauthenticated)) {
                answers.write(wrong.problem(), request, response);
                return;
            }
            request.setAttribute(REASON, wrong.problem());
        }
        chain.doFilter(request, response);
    }

    private @Nullable Caller caller(HttpServletRequest request) {
        if (hasBearer(request)) {
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            return authenticator.authenticate(header.substring(BEARER.length()).strip(), request.getHeader(ACT_FOR));
        }
        return authenticator.ofCookie(cookie(request)).orElse(null);
    }

    /// Whether another site can't have made the caller's browser send this: it shows a token, which browsers
    /// don't add by themselves, or it is a call of a program without our cookie.
    static boolean isOwnWill(HttpServletRequest request) {
        return hasBearer(request) || (PagePaths.isForPrograms(request) && cookie(request) == null);
    }

    private static boolean hasBearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /// Why the caller is nobody.
    static Problem reason(HttpServletRequest request) {
        return request.getAttribute(REASON) instanceof Problem problem
                ? problem
                : new Problem.Unauthenticated("AUTH003", "Sign in first: send an access token.");
    }

    /// What the cookie of our pages holds; null when the request has none.
    static @Nullable String cookie(HttpServletRequest request) {
        if (request.getCookies() != null) {
            String name = CookieNames.of(Authenticator.COOKIE, request);
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
