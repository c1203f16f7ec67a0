package io.automedia.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sets the cookie of the CSRF token before a page is written: later it might be too late for a header.
final class CsrfTokenForPages extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PagePaths.isForPeople(request)
                && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            // asking for it is what makes the cookie
            request.setAttribute("csrfToken", token.getToken());
        }
        chain.doFilter(request, response);
    }
}
