package io.automedia.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Tells the paths of pages from those that programs call.
final class PagePaths {
    private static final List<String> FOR_PROGRAMS = List.of("/api/", "/actuator/", "/v3/", "/.well-known/", "/ws");

    private PagePaths() {}

    /// Whether the path is one that programs call.
    static boolean isForPrograms(HttpServletRequest request) {
        String path = path(request);
        return FOR_PROGRAMS.stream().anyMatch(path::startsWith);
    }

    /// Whether a person's browser wants a page.
    static boolean isForPeople(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean takesPages = isPartial(request) || (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE));
        return takesPages && !isForPrograms(request);
    }

    /// Whether a person opens an address, as by his address bar.
    static boolean isToSeePage(HttpServletRequest request) {
        return request.getMethod().equals("GET") && !isPartial(request) && isForPeople(request);
    }

    /// Whether htmx asks for a part of a page.
    static boolean isPartial(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    /// Whether it is the address of a page of ours: a path, and not one that leads elsewhere.
    static boolean isLocal(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(letter -> letter == '\\' || letter < ' ' || letter == 127);
    }

    /// The page that a person wanted to see: the one asked for, the one from which he sent a form, or the one in which
    /// htmx asks for a part.
    static String wanted(HttpServletRequest request) {
        if (isPartial(request) || !request.getMethod().equals("GET")) {
            return origin(request);
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /// The page from which a person sent a form, or htmx one for him; `/` when his browser doesn't say.
    static String origin(HttpServletRequest request) {
        return pathOf(request.getHeader(isPartial(request) ? "HX-Current-URL" : HttpHeaders.REFERER));
    }

    private static String pathOf(@Nullable String address) {
        try {
            URI uri = URI.create(address == null ? "/" : address);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        return failed instanceof String uri ? uri : request.getRequestURI();
    }
}
