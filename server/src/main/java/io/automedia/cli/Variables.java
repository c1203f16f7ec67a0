package io.automedia.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Tells which variables of the environment are meant for AutoMedia and change nothing, because nothing
/// has that name.
final class Variables {
    private static final String OURS = "AUTOMEDIA_";
    private static final Set<String> NO_PROPERTIES = Set.of(
            "AUTOMEDIA_HEAP",
            "AUTOMEDIA_JAVA_OPTIONS",
            "AUTOMEDIA_TEST_MONGODB_URI",
            "AUTOMEDIA_TEST_APPLICATION_MONGODB_URI");

    /// Every setting there is, as `docs/configuration.md` lists them.
    static final List<String> PROPERTIES = List.of(
            "automedia.port",
            "automedia.host",
            "automedia.data",
            "automedia.mongodb-uri",
            "automedia.mongodb-database",
            "automedia.mongodb-write-concern",
            "automedia.mongodb-journal",
            "automedia.mongodb-read-preference",
            "automedia.mongodb-statistics-read-preference",
            "automedia.mongodb-text-index",
            "automedia.mongodb-geo-index",
            "automedia.redis-uri",
            "automedia.redis-timeout",
            "automedia.embedded-memory",
            "automedia.embedded-key",
            "automedia.embedded-refuses-scans",
            "automedia.master-key",
            "automedia.master-key-lost",
            "automedia.public-url",
            "automedia.trusted-proxies",
            "automedia.geoip-file",
            "automedia.tls.certificate",
            "automedia.tls.key",
            "automedia.tls.key-password",
            "automedia.tls.keystore",
            "automedia.tls.keystore-password",
            "automedia.tls.protocols",
            "automedia.tls.http-port",
            "automedia.tls.challenges",
            "automedia.tls.hsts",
            "automedia.tls.reload-every",
            "automedia.security-contact",
            "automedia.security-contact-expires",
            "automedia.mail.host",
            "automedia.mail.port",
            "automedia.mail.user",
            "automedia.mail.password",
            "automedia.mail.security",
            "automedia.mail.from",
            "automedia.mail.timeout",
            "automedia.mail.keep",
            "automedia.registration",
            "automedia.oidc.<name>.issuer",
            "automedia.oidc.<name>.client-id",
            "automedia.oidc.<name>.client-secret",
            "automedia.oidc.<name>.scopes",
            "automedia.oidc.<name>.label",
            "automedia.oidc.<name>.allowed-domains",
            "automedia.oidc.<name>.new-accounts",
            "automedia.oidc.<name>.trust-addresses",
            "automedia.oidc.<name>.trust-second-factor",
            "automedia.password-cost",
            "automedia.check-addresses",
            "automedia.plans.free-daily-generation-limit",
            "automedia.plans.free-monthly-collection-limit",
            "automedia.plans.pro-daily-generation-limit",
            "automedia.plans.pro-monthly-collection-limit",
            "automedia.plans.team-daily-generation-limit",
            "automedia.plans.team-monthly-collection-limit",
            "automedia.api-keys.addresses",
            "automedia.sessions.refresh-grace",
            "automedia.sessions.rotate-signing-key-after",
            "automedia.audit.keep",
            "automedia.audit.reads",
            "automedia.two-factor.required-for",
            "automedia.http.json-limit",
            "automedia.http.cors-origins",
            "automedia.limits.standard",
            "automedia.limits.generation",
            "automedia.limits.collection",
            "automedia.limits.websocket",
            "automedia.limits.login",
            "automedia.limits.login-network",
            "automedia.limits.login-account",
            "automedia.limits.mail",
            "automedia.limits.pages",
            "automedia.content.sharing",
            "automedia.content.restorable-for",
            "automedia.content.story-expires-after",
            "automedia.content.link-titles",
            "automedia.content.retention",
            "automedia.jobs.workers",
            "automedia.jobs.attempts",
            "automedia.jobs.retry-after",
            "automedia.jobs.lease",
            "automedia.media.largest-picture",
            "automedia.media.largest-film",
            "automedia.media.most-pixels",
            "automedia.media.quota-per-person",
            "automedia.media.files-per-person",
            "automedia.media.unfinished-after",
            "automedia.outgoing.allow",
            "automedia.outgoing.connect-timeout",
            "automedia.outgoing.response-timeout",
            "automedia.outgoing.total-timeout",
            "automedia.outgoing.largest-body",
            "automedia.outgoing.connections-per-host",
            "automedia.outgoing.user-agent",
            "automedia.platforms.parallel",
            "automedia.platforms.lease",
            "automedia.platforms.sources-per-person",
            "automedia.platforms.shortest-interval",
            "automedia.platforms.restorable-for",
            "automedia.updates.authenticate-within",
            "automedia.updates.slow-after",
            "automedia.updates.send-patience",
            "automedia.updates.message-size",
            "automedia.updates.ping-every",
            "automedia.updates.check-sessions-every",
            "automedia.trends.every",
            "automedia.trends.min-authors",
            "automedia.demo.enabled",
            "automedia.demo.speed",
            "automedia.demo.from");

    private Variables() {}

    /// A sentence for each variable that has no meaning here, with the known one that is most like it.
    static List<String> warnings(Collection<String> names) {
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> name.startsWith(OURS) && !isKnown(name))
                        .map(name -> "The variable " + name + " is not known and is ignored; the nearest that is known"
                                + " is " + nearest(name) + ".")
                        .toList();
    }

    /// Spring reads a property's variable with and without what stands for its hyphens, and lists by
    /// numbers. What people name themselves has one word.
    private static boolean isKnown(String name) {
        String one = name.replaceFirst("_\\d+_?$", "").replaceFirst("^(AUTOMEDIA_OIDC_)[A-Z0-9]+_", "$1<NAME>_");
        return NO_PROPERTIES.contains(name)
                || PROPERTIES.stream()
                        .anyMatch(property ->
                                one.equals(variable(property)) || one.equals(variable(property.replace("-", ""))));
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String nearest(String name) {
        Optional<String> nearest = Stream.concat(PROPERTIES.stream().map(Variables::variable), NO_PROPERTIES.stream())
                .filter(known -> !known.contains("_TEST_"))
                .min(Comparator.<String>comparingInt(known -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()));
        return nearest.orElseThrow();
    }

    /// How many letters must be put in, taken out or changed to make one name of another.
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                here[column] = Math.min(above[column - 1] + changed, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
