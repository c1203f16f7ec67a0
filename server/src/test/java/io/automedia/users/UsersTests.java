package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@AutoMediaTest
class UsersTests {
    private final TestPeople people;
    private final Users users;

    UsersTests(TestPeople people, Users users) {
        this.people = people;
        this.users = users;
    }

    @Test
    void a_counter_that_grows_during_a_change_keeps_what_it_counted() {
        User person = people.someone().user();

        users.change(person.userId(), OptionalLong.of(0), user -> {
            users.countCollected(user.userId(), 7);
            return user.with(withBio(user, "Climbs hills."), user.preferences());
        });

        User after = read(person);
        assertThat(after.statistics().totalContentCollected()).isEqualTo(7);
        assertThat(after.profile().bio()).isEqualTo("Climbs hills.");
        assertThat(after.version()).isEqualTo(1);
    }

    @Test
    void a_change_that_comes_second_is_made_again_on_what_the_first_left() {
        User person = people.someone().user();
        AtomicInteger tries = new AtomicInteger();

        users.change(person.userId(), OptionalLong.empty(), user -> {
            if (tries.incrementAndGet() == 1) {
                users.change(user.userId(), OptionalLong.empty(), same -> same.with(name("Ada"), same.preferences()));
            }
            return user.with(withBio(user, "Counts."), user.preferences());
        });

        assertThat(tries).hasValue(2);
        assertThat(read(person).profile()).isEqualTo(withBio(name("Ada"), "Counts."));
    }

    @Test
    void who_demands_a_version_never_overwrites_another() {
        User person = people.someone().user();

        assertThatThrownBy(() -> users.change(person.userId(), OptionalLong.of(0), user -> {
                    users.change(
                            user.userId(), OptionalLong.empty(), same -> same.with(name("Ada"), same.preferences()));
                    return user.with(name("Eve"), user.preferences());
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        stale -> assertThat(stale.problem()).isInstanceOf(Problem.Stale.class));
        assertThat(read(person).profile().firstName()).isEqualTo("Ada");
    }

    @Test
    void a_field_that_is_taken_back_is_gone() {
        User person = people.someone().user();
        users.change(person.userId(), OptionalLong.empty(), user -> user.with(name("Ada"), user.preferences()));

        users.change(person.userId(), OptionalLong.empty(), user -> user.with(Profile.empty(), user.preferences()));

        assertThat(read(person).profile()).isEqualTo(Profile.empty());
    }

    private User read(User person) {
        return users.byId(person.userId()).orElseThrow();
    }

    private static Profile name(String first) {
        return new Profile(first, null, null, null, null, null, null);
    }

    private static Profile withBio(User user, String bio) {
        return withBio(user.profile(), bio);
    }

    private static Profile withBio(Profile profile, String bio) {
        return new Profile(profile.firstName(), null, null, bio, null, null, null);
    }
}
