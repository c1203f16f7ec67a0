package io.automedia.textanalysis.training;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Which texts of a set without a validation split of its own are held out: those whose id has a CRC-32
/// divisible by five.
final class HeldOut {
    private static final int ONE_IN = 5;

    private HeldOut() {}

    static boolean contains(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % ONE_IN == 0;
    }
}
