package io.automedia.kms;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What keys of services are given in tests, and what they say.
final class KeyFixtures {
    static final byte[] TEXT = "data key".getBytes(StandardCharsets.UTF_8);
    static final byte[] PLACE = "encryptionKeys/1".getBytes(StandardCharsets.UTF_8);

    private KeyFixtures() {}

    /// Variables of the environment, and one more.
    static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(name, value);
        return all;
    }

    static KeyServiceException refusal(ThrowingCallable what) {
        return catchThrowableOfType(KeyServiceException.class, what);
    }
}
