package io.automedia.access;

import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one place that decides who may do what. Everything here answers with what was asked for, or
/// throws a `ProblemException`.
@Component
public final class Access {

    /// The person who asks.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when it is not a person
    public UserId requirePerson(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.userId();
            case Caller.System system ->
                throw forbidden("This is for people with an account.").exception();
        };
    }

    /// Lets those through who run this instance, and this program itself.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) for everybody else
    public void requireAdmin(Caller caller) {
        if (!isAdmin(caller)) {
            throw forbidden("Only an administrator may do this.").exception();
        }
    }

    /// Whether the caller runs this instance, or is this program itself.
    public boolean isAdmin(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.isAdmin();
            case Caller.System system -> true;
        };
    }

    /// The thing, when it is there and the caller's own. What belongs to another person is as absent as
    /// what is not there, for administrators too.
    ///
    /// @param what what it is called in the answer, such as `topic`
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public <T extends Owned> T own(Caller caller, @Nullable T thing, String what) {
        if (thing == null || !owns(caller, thing)) {
            throw Problem.notFound(what).exception();
        }
        return thing;
    }

    private boolean owns(Caller caller, Owned thing) {
        return switch (caller) {
            case Caller.Person person -> person.userId().value().equals(thing.userId());
            case Caller.System system -> true;
        };
    }

    private static Problem forbidden(String detail) {
        return new Problem.Forbidden(detail);
    }
}
