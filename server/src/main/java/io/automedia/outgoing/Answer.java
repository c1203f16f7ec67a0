package io.automedia.outgoing;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of fetching an address.
public sealed interface Answer {

    /// A server answered, well or badly: see the status.
    ///
    /// @param headers by lower-case name
    /// @param body unpacked; of an error at most its first 16 KiB
    /// @param from the address that answered, after all redirects
    /// @param permanentlyMovedTo where the address asked for has moved for good; null when it hasn't
    @SuppressWarnings("ArrayRecordComponent") // handed over as it came, never compared
    record Received(
            int status,
            Map<String, List<String>> headers,
            byte[] body,
            URI from,
            @Nullable URI permanentlyMovedTo) implements Answer {
        public Received {
            headers = Map.copyOf(headers);
        }

        /// The first header of that name.
        public @Nullable String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.getFirst();
        }

        /// Whether the status says that it worked.
        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /// The address is none that is fetched from here; trying again does not help.
    ///
    /// @param reason a sentence for the person
    record Refused(String reason) implements Answer {}

    /// Nothing useful came this time.
    ///
    /// @param reason a sentence for the person
    record Failed(String reason) implements Answer {}
}
