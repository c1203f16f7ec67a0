package io.automedia.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fetches addresses that people give: the front door. Only http and https, only hosts that are public
/// or expressly allowed (checked for each connection, so after DNS and after each redirect), within
/// limits of time and size. Whatever the other side does, the answer is an [Answer].
public final class Outgoing implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;

    /// What may be told to another host than the one it was meant for; everything else may be a secret.
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "if-none-match", "if-modified-since", "cache-control");

    private final Duration totalTimeout;
    private final Guard guard;
    private final Exchange exchange;

    public Outgoing(OutgoingProperties properties) {
        this(properties, NameLookup.ofTheSystem(properties.connectTimeout()));
    }

    Outgoing(OutgoingProperties properties, NameLookup names) {
        totalTimeout = properties.totalTimeout();
        guard = new Guard(Allowed.of(properties.allow()), names);
        exchange = new Exchange(properties, guard);
    }

    /// An address in the form in which it is fetched, to be kept for later: refused already when its
    /// host is closed and no lookup is needed to know that. Whether what a name means is open is seen for
    /// each connection.
    ///
    /// @throws IllegalArgumentException with a sentence for the person
    public URI checked(String written) {
        URI address = WebAddress.of(written);
        try {
            guard.requireOpen(WebAddress.host(address));
        } catch (Guard.Closed closed) {
            throw new IllegalArgumentException(closed.getMessage(), closed);
        }
        return address;
    }

    /// Fetches an address, following redirects.
    ///
    /// @param headers to send; when a redirect leads to another host, or from https to http, only
    /// harmless ones go     along
    public Answer get(URI address, Map<String, String> headers) throws InterruptedException {
        return get(address, headers, exchange.whole(), totalTimeout);
    }

    /// Fetches the beginning of what is at an address, following redirects. What is beyond it is not
    /// read.
    ///
    /// @param headers as for [#get]
    /// @param most so many bytes of it, unpacked
    /// @param within how long it may take; the limit for all addresses holds, too
    public Answer getBeginning(URI address, Map<String, String> headers, int most, Duration within)
            throws InterruptedException {
        Duration shorter = within.compareTo(totalTimeout) < 0 ? within : totalTimeout;
        return get(address, headers, new Exchange.Portion(most, true), shorter);
    }

    /// Sends a form. A redirect is an answer like any other: what the form holds is told to nobody else.
    ///
    /// @param headers to send
    public Answer post(URI address, Map<String, String> headers, Map<String, String> form) throws InterruptedException {
        try (Deadline deadline = exchange.deadline(totalTimeout)) {
            return exchange.post(WebAddress.of(address.toString()), headers, form, deadline);
        } catch (IllegalArgumentException refused) {
            return new Answer.Refused(reason(refused));
        }
    }

    private Answer get(URI address, Map<String, String> headers, Exchange.Portion portion, Duration within)
            throws InterruptedException {
        try (Deadline deadline = exchange.deadline(within)) {
            return follow(WebAddress.of(address.toString()), headers, portion, deadline);
        } catch (IllegalArgumentException refused) {
            return new Answer.Refused(reason(refused));
        }
    }

    private Answer follow(URI start, Map<String, String> headers, Exchange.Portion portion, Deadline deadline)
            throws InterruptedException {
        URI at = start;
        URI permanent = null;
        boolean onlyPermanent = true;
        Map<String, String> carried = headers;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Answer answer = exchange.get(at, carried, portion, deadline);
            String location = location(answer);
            if (location == null || !(answer instanceof Answer.Received redirect)) {
                return withMove(answer, permanent);
            }
            URI next = next(at, location);
            onlyPermanent &= redirect.status() == 301 || redirect.status() == 308;
            permanent = onlyPermanent ? next : permanent;
            carried = isSameOrigin(at, next) ? carried : harmless(carried);
            at = next;
        }
        return new Answer.Failed("The address redirects again and again, more than " + MOST_REDIRECTS + " times.");
    }

    private static URI next(URI at, String location) {
        try {
            return WebAddress.resolve(at, location);
        } catch (IllegalArgumentException nowhere) {
            throw new IllegalArgumentException(
                    "The address redirects to one that is not fetched. " + reason(nowhere), nowhere);
        }
    }

    private static @Nullable String location(Answer answer) {
        if (answer instanceof Answer.Received received) {
            return switch (received.status()) {
                case 301, 302, 303, 307, 308 -> received.header("location");
                default -> null;
            };
        }
        return null;
    }

    private static Answer withMove(Answer answer, @Nullable URI permanent) {
        return switch (answer) {
            case Answer.Received it -> new Answer.Received(it.status(), it.headers(), it.body(), it.from(), permanent);
            case Answer.Refused refused -> refused;
            case Answer.Failed failed -> failed;
        };
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getRawAuthority().equals(other.getRawAuthority());
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>(headers);
        kept.keySet().removeIf(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)));
        return kept;
    }

    private static String reason(IllegalArgumentException refused) {
        String message = refused.getMessage();
        return message == null ? "This is not an address of the web." : message;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
