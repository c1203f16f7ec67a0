package io.automedia.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/// Which pages of other sites may call the API from a browser: those that are configured, and with an access
/// token only, for cookies are not asked for. A call from any other site is answered as ever, and its browser
/// keeps the answer from it.
@Component
final class OtherSites implements CorsConfigurationSource {
    private static final String API = "/api/";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> HEADERS = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.RANGE,
            "Idempotency-Key");
    private static final List<String> SHOWN = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.RETRY_AFTER,
            "RateLimit",
            "RateLimit-Policy");
    private static final long AN_HOUR = 3_600;

    /// Refuses who asks whether he may call.
    private static final CorsConfiguration NOBODY = new CorsConfiguration();

    private final List<String> named;
    private final CorsConfiguration allowed = new CorsConfiguration();

    OtherSites(HttpProperties properties) {
        named = properties.corsOrigins();
        allowed.setAllowedOrigins(named);
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(HEADERS);
        allowed.setExposedHeaders(SHOWN);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(AN_HOUR);
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && named.contains(origin) && request.getRequestURI().startsWith(API)) {
            return allowed;
        }
        return CorsUtils.isPreFlightRequest(request) ? NOBODY : null;
    }
}
