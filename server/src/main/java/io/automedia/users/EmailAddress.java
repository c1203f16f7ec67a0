package io.automedia.users;

import io.automedia.shared.Problem;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads e-mail addresses as RFC 5322 has them, without comments and folding; the domain may be
/// international. Two spellings of one account are one text: lower case, composed characters, the
/// domain in its ASCII form.
final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL =
            Pattern.compile(ATOM + "(\\." + ATOM + ")*|\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])+\"");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile("localhost|(" + LABEL + "\\.)+" + LABEL);

    private EmailAddress() {}

    /// The address in its one spelling.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when it is none
    static String require(@Nullable String text) {
        return normalise(text)
                .orElseThrow(() ->
                        Problem.invalid("email", "must be an e-mail address").exception());
    }

    /// The address in its one spelling; empty when it is none.
    static Optional<String> normalise(@Nullable String text) {
        if (text == null || text.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        String whole = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int at = whole.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String local = whole.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = ascii(whole.substring(at + 1));
        boolean fits = local.length() <= LONGEST_LOCAL && local.length() + domain.length() < LONGEST;
        return fits && LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches()
                ? Optional.of(local + "@" + domain)
                : Optional.empty();
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return "";
        }
    }
}
