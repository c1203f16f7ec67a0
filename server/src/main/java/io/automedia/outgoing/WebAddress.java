package io.automedia.outgoing;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses of the web as people and servers write them, brought into one form: lower-case scheme and host in
/// ASCII, no default port, no fragment, a path that begins with `/`, everything odd percent-encoded. The host is
/// read here once, and in one way, so that no two readers of an address can disagree about whom it means.
public final class WebAddress {
    private static final int LONGEST = 8_000;
    private static final int LONGEST_HOST = 253;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern LAST_IS_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final String KEPT = "-._~!$&'()*+,;=:@/?%";

    private WebAddress() {}

    /// Brings an address into its one form.
    ///
    /// @throws IllegalArgumentException with a sentence for the person
    public static URI of(String written) {
        String text = cleaned(written);
        Matcher scheme = SCHEME.matcher(text);
        String name = scheme.lookingAt() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
        if (!name.equals("http") && !name.equals("https")) {
            throw new IllegalArgumentException("The address must begin with http:// or https://.");
        }
        String rest = text.substring(scheme.end());
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException("The address must begin with " + name + "://.");
        }
        int end = endOfAuthority(rest);
        return URI.create(name + "://" + authority(name, rest.substring(2, end)) + path(rest.substring(end)));
    }

    /// What keeps something from being one, in a sentence for the person; null when nothing does.
    public static @Nullable String fault(String written) {
        try {
            of(written);
            return null;
        } catch (IllegalArgumentException none) {
            return none.getMessage();
        }
    }

    /// What a link means in a document.
    ///
    /// @throws IllegalArgumentException when that is nothing on the web
    public static URI resolve(URI base, String reference) {
        String text = cleaned(reference);
        if (SCHEME.matcher(text).lookingAt()) {
            return of(text);
        }
        if (text.startsWith("//")) {
            return of(base.getScheme() + ":" + text);
        }
        String site = base.getScheme() + "://" + base.getRawAuthority();
        if (text.startsWith("?")) {
            return of(site + base.getRawPath() + text);
        }
        String relative = path(text.startsWith("/") ? text : "/" + text).substring(text.startsWith("/") ? 0 : 1);
        return relative.isEmpty()
                ? base
                : of(base.resolve("./")
                        .resolve(relative.startsWith("/") ? site + relative : "./" + relative)
                        .toString());
    }

    /// The host without the brackets of IPv6.
    static String host(URI address) {
        String authority = address.getRawAuthority();
        int port = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        String host = port > 0 && port < authority.length() ? authority.substring(0, port) : authority;
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String cleaned(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The address is longer than " + LONGEST + " characters.");
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.strip().chars().filter(c -> c >= 32 && c != 127).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static int endOfAuthority(String rest) {
        int end = 2;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String authority(String scheme, String written) {
        if (written.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The address must not hold a user name or a password.");
        }
        int bracket = written.indexOf(']');
        int colon = written.indexOf(':', Math.max(bracket, 0));
        String host = host(colon < 0 ? written : written.substring(0, colon));
        String port = colon < 0 ? "" : port(scheme, written.substring(colon + 1));
        return host + port;
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            String literal = written.toLowerCase(Locale.ROOT);
            if (!IPV6.matcher(literal).matches()) {
                throw new IllegalArgumentException("The address has no valid host.");
            }
            return literal;
        }
        String host = ascii(written);
        if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("The address has no valid host.");
        }
        if (LAST_IS_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException("The host " + host + " is a number written in an unusual way.");
        }
        return host;
    }

    private static String ascii(String written) {
        try {
            String host = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException("The address has no valid host.", noName);
        }
    }

    private static String port(String scheme, String written) {
        if (written.isEmpty()) {
            return "";
        }
        int port = written.length() <= 5 && written.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(written)
                : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port in the address must be a number from 1 to 65535.");
        }
        return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    private static String path(String written) {
        int fragment = written.indexOf('#');
        String path = fragment < 0 ? written : written.substring(0, fragment);
        StringBuilder encoded = new StringBuilder(path.startsWith("/") ? "" : "/");
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return withoutLonePercents(encoded.toString());
    }

    private static String withoutLonePercents(String path) {
        return path.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
