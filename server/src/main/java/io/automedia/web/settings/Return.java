package io.automedia.web.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The way back to the page from which a form was sent.
final class Return {
    private Return() {}

    /// The path and query of the address, on this server whatever its host was; `/` when there is none.
    static String path(@Nullable String referer) {
        try {
            URI address = referer == null ? URI.create("/") : URI.create(referer);
            String path = address.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//")) {
                return "/";
            }
            return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }
}
