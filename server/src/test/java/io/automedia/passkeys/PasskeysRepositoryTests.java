package io.automedia.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What nodes that are shown a passkey at the same time agree on.
@AutoMediaTest
class PasskeysRepositoryTests {
    private final PasskeysRepository repository;
    private final TestPeople people;
    private final Clock clock;

    PasskeysRepositoryTests(PasskeysRepository repository, TestPeople people, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.clock = clock;
    }

    private Passkey kept() {
        ObjectId id = new ObjectId();
        Passkey passkey = new Passkey(
                id,
                people.someone().user().id(),
                "laptop",
                id.toHexString(),
                "key",
                0,
                true,
                false,
                List.of("internal"),
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                0);
        assertThat(repository.add(passkey)).isTrue();
        return passkey;
    }

    @Test
    void of_two_copies_that_count_alike_one_is_taken() throws Exception {
        Passkey passkey = kept();

        List<Boolean> taken = Together.call(4, () -> repository.used(passkey, 7, true, clock.instant()));

        assertThat(taken).containsOnlyOnce(true);
        assertThat(repository.used(passkey, 6, true, clock.instant())).isFalse();
        assertThat(repository.used(passkey, 0, true, clock.instant()))
                .as("it has counted before")
                .isFalse();
        assertThat(repository.used(passkey, 8, true, clock.instant())).isTrue();
        Passkey after = Objects.requireNonNull(repository.byId(passkey.id()));
        assertThat(after.signCount()).isEqualTo(8);
        assertThat(after.isBackedUp()).isTrue();
        assertThat(after.lastUsedAt()).isNotNull();
    }

    @Test
    void one_that_never_counts_is_taken_each_time() {
        Passkey passkey = kept();

        assertThat(repository.used(passkey, 0, false, clock.instant())).isTrue();
        assertThat(repository.used(passkey, 0, false, clock.instant())).isTrue();
    }

    @Test
    void it_is_kept_as_it_was_and_once() {
        Passkey passkey = kept();

        assertThat(repository.byCredential(passkey.credentialId())).hasValue(passkey);
        assertThat(repository.add(passkey)).isFalse();
        assertThat(repository.hasAny(passkey.userId())).isTrue();
        repository.remove(passkey.id());
        assertThat(repository.hasAny(passkey.userId())).isFalse();
    }
}
