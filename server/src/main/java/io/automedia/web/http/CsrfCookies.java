package io.automedia.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/// Keeps the token against forged forms in a cookie, which is called as [CookieNames] says.
final class CsrfCookies implements CsrfTokenRepository {
    private static final String NAME = "automedia_csrf";

    private final CsrfTokenRepository overHttp = named(NAME);
    private final CsrfTokenRepository overHttps = named(CookieNames.PREFIX + NAME);

    private static CookieCsrfTokenRepository named(String name) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name);
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
        return tokens;
    }

    private CsrfTokenRepository tokensOf(HttpServletRequest request) {
        return request.isSecure() ? overHttps : overHttp;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return tokensOf(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        tokensOf(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return tokensOf(request).loadToken(request);
    }
}
