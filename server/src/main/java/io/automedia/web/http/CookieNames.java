package io.automedia.web.http;

import jakarta.servlet.http.HttpServletRequest;

/// What our cookies are called. Over HTTPS their names begin with `__Host-`: a browser takes such a
/// cookie only from this very host and over HTTPS, so that nobody who rules a neighbour's name, or the
/// network, sets one.
final class CookieNames {
    static final String PREFIX = "__Host-";

    private CookieNames() {}

    static String of(String name, HttpServletRequest request) {
        return request.isSecure() ? PREFIX + name : name;
    }
}
