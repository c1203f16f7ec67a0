package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.Bound;
import org.junit.jupiter.api.Test;

class EncryptionPropertiesTests {
    @Test
    void the_key_lies_in_the_data_folder_unless_told() {
        assertThat(Bound.to(EncryptionProperties.class)).isEqualTo(new EncryptionProperties(null, false));
    }

    @Test
    void every_setting_is_read_and_the_key_is_never_shown() {
        EncryptionProperties read =
                Bound.to(EncryptionProperties.class, "automedia.master-key=c2VjcmV0", "automedia.master-key-lost=true");

        assertThat(read).isEqualTo(new EncryptionProperties("c2VjcmV0", true));
        assertThat(read.toString()).doesNotContain("c2VjcmV0");
    }
}
