package io.automedia.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CountedInputStreamTests {
    private long counted;

    @Test
    void countsWhatIsReadInWhateverWay() throws IOException {
        try (InputStream stream = stream(30_000)) {
            assertThat(stream.read()).isZero();
            assertThat(counted).isEqualTo(1);
            assertThat(stream.readNBytes(99)).hasSize(99);
            assertThat(counted).isEqualTo(100);
            stream.skipNBytes(20_000);
            assertThat(counted).isEqualTo(20_100);
            assertThat(stream.readAllBytes()).hasSize(9_900);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(counted).isEqualTo(30_000);
        }
    }

    @Test
    void offersNoWayBackWhichWouldCountTwice() throws IOException {
        try (InputStream stream = stream(10)) {
            assertThat(stream.markSupported()).isFalse();
        }
    }

    private InputStream stream(int bytes) {
        return new CountedInputStream(new ByteArrayInputStream(new byte[bytes])) {
            @Override
            protected void count(int more) {
                counted += more;
            }
        };
    }
}
