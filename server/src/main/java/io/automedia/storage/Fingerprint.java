package io.automedia.storage;

import java.util.HexFormat;
import javax.crypto.Mac;

/// A keyed fingerprint (HMAC-SHA-256) of what it is told, which names its key.
public final class Fingerprint {
    private final int number;
    private final Mac mac;

    Fingerprint(int number, Mac mac) {
        this.number = number;
        this.mac = mac;
    }

    /// Takes in what follows.
    public void update(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
    }

    /// Takes in what follows.
    public void update(byte[] bytes) {
        mac.update(bytes);
    }

    /// Takes in what follows.
    public void update(byte next) {
        mac.update(next);
    }

    /// Of all that was taken in: the number of the key, a colon, and hexadecimal digits.
    public String finish() {
        return number + ":" + HexFormat.of().formatHex(mac.doFinal());
    }
}
