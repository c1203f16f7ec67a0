package io.automedia.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.shared.UserId;
import io.automedia.storage.FirstAnswers.Claim;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestPeople;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class FirstAnswersTests {
    private final SettableClock clock = new SettableClock(Instant.now());
    private final UserId user;
    private final FirstAnswers ours;
    private final FirstAnswers others;

    FirstAnswersTests(MongoDatabase database, InstalledSchema installed, TestPeople people) {
        this.user = people.someone().user().userId();
        this.ours = new FirstAnswers(database, clock, installed);
        this.others = new FirstAnswers(database, clock, installed);
    }

    @Test
    void whatTakesLongStaysClaimedWhileItsNodeRuns() {
        Claim.First first = (Claim.First) ours.claim(user, "long");
        clock.advance(Duration.ofSeconds(50));
        ours.renew();
        clock.advance(Duration.ofSeconds(50));
        assertThat(others.claim(user, "long")).isInstanceOf(Claim.Busy.class);
        ours.release(first);
        assertThat(others.claim(user, "long")).isInstanceOf(Claim.First.class);
    }

    @Test
    void aNodeThatRunsNoMoreHoldsNothing() {
        ours.claim(user, "died");
        clock.advance(Duration.ofSeconds(61));
        others.renew();
        assertThat(others.claim(user, "died")).isInstanceOf(Claim.First.class);
    }
}
