package io.automedia.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import io.automedia.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// Quotas are used up exactly, and begin again.
@AutoMediaTest
class QuotasTests {
    private static final Instant LAST_HOUR_OF_A_YEAR = Instant.parse("2026-12-31T23:00:00Z");

    private final MongoDatabase database;
    private final InstalledSchema installed;
    private final UserId ada = new UserId(new ObjectId());
    private final Clock noon = SettableClock.atNoon();

    QuotasTests(MongoDatabase database, InstalledSchema installed) {
        this.database = database;
        this.installed = installed;
    }

    private Quotas node(Clock clock) {
        return new Quotas(new UsageRepository(database, installed), clock);
    }

    @Test
    void sixty_four_callers_on_two_nodes_get_exactly_what_there_is() throws Exception {
        List<Quotas> nodes = List.of(node(noon), node(noon));
        AtomicInteger next = new AtomicInteger();

        List<Integer> granted = Together.call(
                64,
                () -> nodes.get(next.getAndIncrement() % 2)
                        .take(ada, Quota.GENERATION, 1, 40)
                        .granted());

        assertThat(granted).hasSize(64);
        assertThat(sum(granted)).isEqualTo(40);
        assertThat(nodes.getFirst().standing(ada, Quota.GENERATION, 40).used()).isEqualTo(40);
        assertThatThrownBy(() -> nodes.getLast().require(ada, Quota.GENERATION, 40))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("RATE002");
                    assertThat(refused.problem().detail()).contains("40 texts of this day");
                });
    }

    @Test
    void who_wants_many_at_a_time_gets_what_is_left() throws Exception {
        List<Quotas> nodes = List.of(node(noon), node(noon));
        AtomicInteger next = new AtomicInteger();

        List<Integer> granted = Together.call(64, () -> {
            int turn = next.getAndIncrement();
            Quotas.Taken taken = nodes.get(turn % 2).take(ada, Quota.COLLECTION, 7, 100);
            if (turn % 4 == 0 && taken.granted() > 0) {
                nodes.get(turn % 2).giveBack(ada, taken, 1);
                return taken.granted() - 1;
            }
            return taken.granted();
        });

        long used = node(noon).standing(ada, Quota.COLLECTION, 100).used();
        assertThat(sum(granted)).isEqualTo((int) used).isBetween(84, 100);
    }

    private static int sum(List<Integer> granted) {
        return granted.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void a_new_day_and_a_new_month_begin_with_nothing_used() {
        SettableClock clock = new SettableClock(LAST_HOUR_OF_A_YEAR);
        Quotas quotas = node(clock);
        quotas.take(ada, Quota.COLLECTION, 5, 5);
        quotas.take(ada, Quota.GENERATION, 5, 5);
        QuotaStanding month = quotas.standing(ada, Quota.COLLECTION, 5);
        QuotaStanding day = quotas.standing(ada, Quota.GENERATION, 5);
        assertThat(month.period()).isEqualTo("2026-12");
        assertThat(day.period()).isEqualTo("2026-12-31");
        assertThat(month.remaining()).isZero();
        assertThat(month.resetsAt()).isEqualTo(day.resetsAt()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(month.problem(clock.instant()).code()).isEqualTo("RATE002");

        clock.advance(Duration.ofHours(2));

        assertThat(quotas.take(ada, Quota.COLLECTION, 9, 5).granted()).isEqualTo(5);
        assertThat(quotas.standing(ada, Quota.GENERATION, 5).remaining()).isEqualTo(5);
    }

    @Test
    void a_smaller_limit_gives_nothing_and_takes_nothing_back() {
        Quotas quotas = node(noon);
        quotas.take(ada, Quota.COLLECTION, 10, 10);

        assertThat(quotas.take(ada, Quota.COLLECTION, 1, 4).granted()).isZero();
        assertThat(quotas.standing(ada, Quota.COLLECTION, 4).used()).isEqualTo(10);
        assertThat(quotas.standing(ada, Quota.COLLECTION, 4).remaining()).isZero();
        assertThat(quotas.take(ada, Quota.COLLECTION, 1, 0).granted()).isZero();
    }

    @Test
    void what_was_done_is_told_by_day_and_platform() {
        SettableClock clock = new SettableClock(LAST_HOUR_OF_A_YEAR);
        Quotas quotas = node(clock);
        quotas.noteCollected(ada, Map.of("twitter", 2, "a.b$c", 1));
        quotas.take(ada, Quota.COLLECTION, 3, 10);
        clock.advance(Duration.ofDays(1));
        quotas.noteCollected(ada, Map.of("rss", 4));
        quotas.noteGenerated(ada, 1, 90);
        quotas.noteGenerated(ada, 1, 10);

        assertThat(quotas.days(ada, 2))
                .containsExactly(
                        new UsageDay("2026-12-31", 3, 0, 0, Map.of("twitter", 2L, "a_b_c", 1L)),
                        new UsageDay("2027-01-01", 4, 2, 100, Map.of("rss", 4L)));
        assertThat(quotas.days(ada, 1)).extracting(UsageDay::date).containsExactly("2027-01-01");
    }
}
