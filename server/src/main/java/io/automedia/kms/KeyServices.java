package io.automedia.kms;

import com.google.crypto.tink.Aead;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The front door to keys in key services: finds a key by its URI, in the forms that Tink has for them.
/// The credentials are taken from where the tools of each provider look for them, and only when they
/// are needed.
public final class KeyServices {
    /// What a URI may be long, so that the store can keep it.
    public static final int LONGEST_URI = 300;

    private static final Pattern ANY_URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

    private final Surroundings surroundings;
    private final Clock clock;
    private final Pauses pauses;
    private final Map<String, Aead> keys = new ConcurrentHashMap<>();

    /// @param variables of the environment
    /// @param home folder of the user, where the providers' tools keep files with credentials
    public KeyServices(Map<String, String> variables, Path home, Clock clock) {
        this(variables, home, clock, Pauses.REAL);
    }

    KeyServices(Map<String, String> variables, Path home, Clock clock, Pauses pauses) {
        this.surroundings = new Surroundings(variables, home);
        this.clock = clock;
        this.pauses = pauses;
    }

    /// Whether a text is meant as the URI of a key, and not as a key itself.
    public static boolean isUri(String text) {
        return ANY_URI.matcher(text).matches();
    }

    /// The key of a URI: `aws-kms://arn:aws:kms:…`, `gcp-kms://projects/…` or
    /// `hcvault://host/transit/keys/name`. Nothing is asked of the service by that. What it does asks
    /// there, retries what may pass, and fails with a [KeyServiceException].
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong with the URI
    public Aead key(String uri) {
        return keys.computeIfAbsent(uri, this::found);
    }

    private Aead found(String uri) {
        if (uri.length() > LONGEST_URI) {
            throw new IllegalArgumentException(
                    "the URI of a key may have at most " + LONGEST_URI + " characters, without spaces");
        }
        if (uri.startsWith(AwsKey.SCHEME)) {
            return new AwsKey(uri, surroundings, clock, pauses);
        }
        if (uri.startsWith(GoogleKey.SCHEME)) {
            return new GoogleKey(uri, surroundings, clock, pauses);
        }
        if (uri.startsWith(VaultKey.SCHEME)) {
            return new VaultKey(uri, surroundings, clock, pauses);
        }
        throw new IllegalArgumentException(
                "the URI of a key begins with " + AwsKey.SCHEME + ", " + GoogleKey.SCHEME + " or " + VaultKey.SCHEME);
    }
}
