package io.automedia.platforms;

import io.automedia.shared.Etag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which sources a connection has, in two numbers that nothing is stored for.
///
/// @param members which there are: others make another number, and what is fetched doesn't
/// @param versions how they are at the moment
record SourceSet(long members, long versions) {
    private static final long EIGHTEEN_DIGITS = 1_000_000_000_000_000_000L;

    static SourceSet of(List<MonitoredSource> sources) {
        return new SourceSet(
                number(sources, source -> source.id().toHexString()),
                number(sources, source -> source.id() + "." + source.version()));
    }

    /// The version of the list: members are what whoever replaces it has read.
    Etag etag() {
        return new Etag(members, Long.toString(versions));
    }

    private static long number(List<MonitoredSource> sources, Function<MonitoredSource, String> of) {
        String all = sources.stream().map(of).sorted().collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(hash).getLong(), EIGHTEEN_DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
