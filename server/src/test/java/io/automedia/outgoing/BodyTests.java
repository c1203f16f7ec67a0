package io.automedia.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies in several packed members, as a slow connection brings them: byte by byte, with nothing more at hand.
class BodyTests {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip"})
    void membersThatComeSlowlyAreAllRead(String encoding) throws IOException {
        byte[] body = Body.read(slowly(packed("one, "), packed("two, "), packed("three")), encoding, 1_000);

        assertThat(new String(body, UTF_8)).isEqualTo("one, two, three");
    }

    @Test
    void nothingInManyMembersIsTooLargeWhereverTheBoundLies() throws IOException {
        byte[][] members = new byte[40][];
        for (int i = 0; i < members.length; i++) {
            members[i] = packed("");
        }
        int all = members.length * members[0].length;

        assertThat(Body.read(slowly(members), "gzip", all)).isEmpty();
        // one more may come over the wire, so that it is known to be too much
        for (int most = all - 3 * members[0].length; most < all - 1; most++) {
            int bound = most;
            assertThatThrownBy(() -> Body.read(slowly(members), "gzip", bound))
                    .as("%d of %d bytes", bound, all)
                    .isInstanceOf(Body.TooLarge.class);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static InputStream slowly(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return new ByteArrayInputStream(all.toByteArray()) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
