package io.automedia.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.shared.UserId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class AccessTests {
    private final Access access = new Access();
    private final Caller.Person owner = person(Caller.Person.USER);
    private final Caller.Person stranger = person(Caller.Person.USER);
    private final Caller.Person admin = person(Caller.Person.ADMIN);
    private final Caller worker = new Caller.System("worker");
    private final Thing thing = new Thing(owner.userId().value());

    private record Thing(ObjectId userId) implements Owned {}

    @Test
    void a_person_and_the_program_itself_reach_what_is_theirs() {
        assertThat(access.own(owner, thing, "topic")).isSameAs(thing);
        assertThat(access.own(worker, thing, "topic")).isSameAs(thing);
    }

    @Test
    void what_is_anothers_is_as_absent_as_what_is_not_there_for_administrators_too() {
        Problem missing = problem(() -> access.own(owner, null, "topic"));

        assertThat(missing).isEqualTo(new Problem.NotFound("There is no such topic."));
        assertThat(problem(() -> access.own(stranger, thing, "topic"))).isEqualTo(missing);
        assertThat(problem(() -> access.own(admin, thing, "topic"))).isEqualTo(missing);
        assertThat(problem(() -> access.own(worker, null, "topic"))).isEqualTo(missing);
    }

    @Test
    void only_administrators_and_the_program_itself_run_the_instance() {
        assertThatCode(() -> access.requireAdmin(admin)).doesNotThrowAnyException();
        assertThatCode(() -> access.requireAdmin(worker)).doesNotThrowAnyException();
        assertThat(problem(() -> access.requireAdmin(owner))).isInstanceOf(Problem.Forbidden.class);
        assertThat(access.isAdmin(admin)).isTrue();
        assertThat(access.isAdmin(owner)).isFalse();
    }

    @Test
    void the_program_itself_is_no_person() {
        assertThat(access.requirePerson(owner)).isEqualTo(owner.userId());
        assertThat(problem(() -> access.requirePerson(worker))).isInstanceOf(Problem.Forbidden.class);
    }

    private static Caller.Person person(String role) {
        return new Caller.Person(new UserId(new ObjectId()), role, new ObjectId());
    }

    private static Problem problem(ThrowingCallable work) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, work);
        assertThat(thrown).isNotNull();
        return thrown.problem();
    }
}
