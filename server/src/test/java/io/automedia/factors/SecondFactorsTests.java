package io.automedia.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.InstalledSchema;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.SettableClock;
import io.automedia.testing.TestPeople;
import io.automedia.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;

/// Codes and when they are taken, on two nodes whose clock is moved.
@AutoMediaTest
class SecondFactorsTests {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final TestPeople people;
    private final MongoDatabase database;
    private final InstalledSchema installed;
    private final FieldEncryption encryption;
    private final SettableClock clock = SettableClock.atNoon();
    private final SecondFactors here;
    private final SecondFactors there;

    SecondFactorsTests(
            TestPeople people,
            MongoDatabase database,
            InstalledSchema installed,
            FieldEncryption encryption,
            ApplicationEventPublisher events) {
        this.people = people;
        this.database = database;
        this.installed = installed;
        this.encryption = encryption;
        this.here = new SecondFactors(new SecondFactorsRepository(database, installed), encryption, events, clock);
        this.there = new SecondFactors(new SecondFactorsRepository(database, installed), encryption, events, clock);
    }

    /// Somebody who switched it on, his phone, and what he wrote down.
    private record Enrolled(UserId id, TestAuthenticator phone, List<String> recoveryCodes) {}

    private UserId someone() {
        return people.someone().user().userId();
    }

    private TestAuthenticator phone(Enrolment enrolment) {
        return new TestAuthenticator(enrolment.secret(), clock);
    }

    private Enrolled enrolled() {
        UserId id = someone();
        TestAuthenticator phone = phone(here.begin(id, "ada@example.org"));
        List<String> recoveryCodes = here.confirm(id, phone.code());
        clock.advance(STEP);
        return new Enrolled(id, phone, recoveryCodes);
    }

    @Test
    void it_is_asked_for_from_the_first_right_code_on() {
        UserId id = someone();
        Enrolment enrolment = here.begin(id, "ada@example.org");
        TestAuthenticator phone = phone(enrolment);
        assertThat(there.isOn(id)).isFalse();
        assertThat(there.begun(id, "ada@example.org")).hasValue(enrolment);
        assertThat(there.prove(id, phone.code())).as("not confirmed yet").isEmpty();
        assertThat(problem(() -> there.confirm(id, phone.wrongCode()))).isInstanceOf(Problem.Invalid.class);

        assertThat(there.confirm(id, phone.code())).hasSize(10);

        assertThat(here.isOn(id)).isTrue();
        assertThat(here.state(id).since()).isEqualTo(clock.instant());
        assertThat(here.state(id).recoveryCodesLeft()).isEqualTo(10);
        assertThat(here.begun(id, "ada@example.org")).as("the secret once more").isEmpty();
        assertThat(problem(() -> here.begin(id, "ada@example.org"))).isInstanceOf(Problem.Conflict.class);
        assertThat(problem(() -> here.confirm(id, phone.code()))).isInstanceOf(Problem.Conflict.class);
        assertThat(here.prove(id, phone.code()))
                .as("the code that confirmed it")
                .isEmpty();
    }

    @Test
    void a_secret_waits_a_quarter_of_an_hour_and_a_new_one_takes_its_place() {
        UserId id = someone();
        TestAuthenticator former = phone(here.begin(id, "ada@example.org"));
        TestAuthenticator latter = phone(there.begin(id, "ada@example.org"));
        assertThat(problem(() -> here.confirm(id, former.code()))).isInstanceOf(Problem.Invalid.class);
        clock.advance(Duration.ofMinutes(15));

        assertThat(problem(() -> here.confirm(id, latter.code()))).isInstanceOf(Problem.Conflict.class);
        assertThat(here.begun(id, "ada@example.org")).isEmpty();
        assertThat(problem(() -> here.confirm(someone(), "000000"))).isInstanceOf(Problem.Conflict.class);
        TestAuthenticator newest = phone(here.begin(id, "ada@example.org"));
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(here.confirm(id, newest.code())).isNotEmpty();
    }

    @Test
    void a_code_is_taken_once_on_all_nodes_together() {
        Enrolled ada = enrolled();
        String code = ada.phone().code();

        assertThat(here.prove(ada.id(), code)).hasValue(Factor.AUTHENTICATOR);
        assertThat(here.prove(ada.id(), code)).isEmpty();
        assertThat(there.prove(ada.id(), code)).isEmpty();

        clock.advance(STEP);
        assertThat(there.prove(ada.id(), code)).as("still in the window").isEmpty();
        assertThat(there.prove(ada.id(), ada.phone().code())).hasValue(Factor.AUTHENTICATOR);
    }

    @Test
    void after_a_code_none_of_before_is_taken() {
        Enrolled ada = enrolled();
        assertThat(here.prove(ada.id(), ada.phone().code(2))).as("too early").isEmpty();
        assertThat(here.prove(ada.id(), ada.phone().code(1))).isPresent();

        assertThat(there.prove(ada.id(), ada.phone().code(0))).isEmpty();
        assertThat(there.prove(ada.id(), ada.phone().code(1))).isEmpty();
        clock.advance(STEP);
        assertThat(there.prove(ada.id(), ada.phone().code(1))).isPresent();
        clock.advance(STEP.multipliedBy(4));
        assertThat(there.prove(ada.id(), ada.phone().code(-2))).as("too late").isEmpty();
        assertThat(there.prove(ada.id(), ada.phone().code(-1))).isPresent();
    }

    @Test
    void of_many_who_show_one_code_at_once_one_gets_in() throws Exception {
        Enrolled ada = enrolled();
        AtomicInteger turn = new AtomicInteger();
        String code = ada.phone().code();
        String recovery = ada.recoveryCodes().getFirst();

        List<Optional<Factor>> codes =
                Together.call(16, () -> (turn.incrementAndGet() % 2 == 0 ? here : there).prove(ada.id(), code));
        List<Optional<Factor>> recoveries =
                Together.call(16, () -> (turn.incrementAndGet() % 2 == 0 ? here : there).prove(ada.id(), recovery));

        assertThat(codes).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(recoveries).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(here.state(ada.id()).recoveryCodesLeft()).isEqualTo(9);
    }

    @Test
    void of_several_who_confirm_at_once_one_gets_the_recovery_codes() throws Exception {
        UserId id = someone();
        String code = phone(here.begin(id, "ada@example.org")).code();

        List<List<String>> told = Together.call(8, () -> {
            try {
                return here.confirm(id, code);
            } catch (ProblemException refused) {
                return List.of();
            }
        });

        List<String> codes =
                told.stream().filter(one -> !one.isEmpty()).findFirst().orElseThrow();
        assertThat(told).filteredOn(one -> !one.isEmpty()).hasSize(1);
        assertThat(there.prove(id, codes.getLast())).hasValue(Factor.RECOVERY_CODE);
    }

    @Test
    void a_recovery_code_is_taken_once_and_new_ones_take_the_place_of_the_others() {
        Enrolled ada = enrolled();
        assertThat(here.prove(ada.id(), ada.recoveryCodes().get(3))).hasValue(Factor.RECOVERY_CODE);
        assertThat(there.prove(ada.id(), ada.recoveryCodes().get(3))).isEmpty();
        assertThat(there.state(ada.id()).recoveryCodesLeft()).isEqualTo(9);

        List<String> renewed = there.renewRecoveryCodes(ada.id());

        assertThat(here.state(ada.id()).recoveryCodesLeft()).isEqualTo(10);
        assertThat(here.prove(ada.id(), ada.recoveryCodes().get(4))).isEmpty();
        assertThat(here.prove(ada.id(), renewed.get(4))).hasValue(Factor.RECOVERY_CODE);
        assertThat(problem(() -> here.renewRecoveryCodes(someone()))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void what_is_another_persons_opens_nothing() {
        Enrolled ada = enrolled();
        Enrolled bob = enrolled();
        String adas = secret(ada.id());
        String bobs = secret(bob.id());
        assertThat(adas).startsWith("enc1:");

        exchange(ada.id(), bobs);
        exchange(bob.id(), adas);

        for (Enrolled person : List.of(ada, bob)) {
            for (Enrolled phone : List.of(ada, bob)) {
                assertThat(here.prove(person.id(), phone.phone().code())).isEmpty();
            }
        }
        assertThat(here.prove(ada.id(), bob.recoveryCodes().getFirst())).isEmpty();
        assertThat(here.prove(ada.id(), ada.recoveryCodes().getFirst()))
                .as("who can't be checked by his authenticator")
                .hasValue(Factor.RECOVERY_CODE);
    }

    @Test
    void a_code_is_taken_also_when_the_secret_is_encrypted_anew_meanwhile() {
        Enrolled ada = enrolled();
        String code = ada.phone().code();
        Clock meanwhile = new SettableClock(clock.instant()) {
            @Override
            public Instant instant() {
                encryptAnew(ada.id());
                return super.instant();
            }
        };
        SecondFactors late =
                new SecondFactors(new SecondFactorsRepository(database, installed), encryption, event -> {}, meanwhile);

        assertThat(late.prove(ada.id(), code)).hasValue(Factor.AUTHENTICATOR);
        assertThat(late.prove(ada.id(), code)).as("once more").isEmpty();
        assertThat(here.prove(ada.id(), ada.recoveryCodes().getFirst())).hasValue(Factor.RECOVERY_CODE);
    }

    private void encryptAnew(UserId person) {
        MongoCollection<Document> factors = database.getCollection(SecondFactorsSchema.NAME);
        Document stored = Objects.requireNonNull(
                factors.find(Filters.eq("_id", person.value())).first());
        String secret =
                encryption.decrypt(SecondFactorsSchema.NAME, person.value(), "secret", stored.getString("secret"));
        factors.updateOne(
                Filters.eq("_id", person.value()),
                Updates.set("secret", encryption.encrypt(SecondFactorsSchema.NAME, person.value(), "secret", secret)));
    }

    @Test
    void nothing_of_it_lies_open_in_the_store() {
        UserId id = someone();
        Enrolment enrolment = here.begin(id, "ada@example.org");
        List<String> codes = here.confirm(id, phone(enrolment).code());

        String stored = String.valueOf(document(id));

        assertThat(stored).doesNotContain(enrolment.secret());
        assertThat(codes).noneMatch(stored::contains);
        assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
    }

    @Test
    void once_it_is_off_nothing_is_asked_for_and_an_old_code_confirms_no_new_secret() {
        Enrolled ada = enrolled();

        assertThat(there.remove(ada.id())).isTrue();

        assertThat(here.isOn(ada.id())).isFalse();
        assertThat(here.remove(ada.id())).isFalse();
        assertThat(here.prove(ada.id(), ada.recoveryCodes().getFirst())).isEmpty();
        here.begin(ada.id(), "ada@example.org");
        assertThat(problem(() -> here.confirm(ada.id(), ada.phone().code()))).isInstanceOf(Problem.Invalid.class);
    }

    private Document document(UserId id) {
        return Objects.requireNonNull(database.getCollection("secondFactors")
                .find(Filters.eq("_id", id.value()))
                .first());
    }

    private String secret(UserId id) {
        return document(id).getString("secret");
    }

    private void exchange(UserId id, String secret) {
        database.getCollection("secondFactors").updateOne(Filters.eq("_id", id.value()), Updates.set("secret", secret));
    }

    private static Problem problem(ThrowingCallable act) {
        return catchThrowableOfType(ProblemException.class, act).problem();
    }
}
