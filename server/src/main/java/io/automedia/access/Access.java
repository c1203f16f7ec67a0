package io.automedia.access;

import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.util.Locale;
import org.bson.types.ObjectId;
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

    /// The person who asks, when he has signed in: a token must not make others or keep its owner out.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when it is not a person, or he shows
    /// an API token
    public Caller.Person requireSession(Caller caller) {
        if (caller instanceof Caller.Person person && person.token() == null) {
            return person;
        }
        throw forbidden("Sign in to do this: an API token can't.").exception();
    }

    /// Lets those through whose way of asking allows so much.
    ///
    /// @throws io.automedia.shared.ProblemException (`Forbidden`) when the caller shows an API token
    /// that allows less
    public void requireScope(@Nullable Caller caller, Scope needed) {
        if (caller instanceof Caller.Person person && !person.may(needed)) {
            throw forbidden("This API token does not allow it: it needs the scope "
                            + needed.name().toLowerCase(Locale.ROOT) + ".")
                    .exception();
        }
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

    /// The thing, when it is there and the caller may do so much with it. What he may not even see is
    /// as absent as what is not there, for administrators too.
    ///
    /// @param what what it is called in the answer, such as `collection`
    /// @throws io.automedia.shared.ProblemException (`NotFound`; `Forbidden` when he may see it, but
    /// not more)
    public <T extends Shareable> T shared(Caller caller, @Nullable T thing, Role needed, String what) {
        Role role = thing == null ? null : role(caller, thing);
        if (thing == null || role == null) {
            throw Problem.notFound(what).exception();
        }
        if (!role.includes(needed)) {
            throw forbidden("You may see this " + what + ", but not change it like that.")
                    .exception();
        }
        OthersThings.note(caller, new UserId(thing.userId()));
        return thing;
    }

    /// What the caller may do with a thing; null for nothing.
    public @Nullable Role role(Caller caller, Shareable thing) {
        return switch (caller) {
            case Caller.Person person -> role(person.userId(), thing);
            case Caller.System system -> Role.OWNER;
        };
    }

    /// What a person may do with a thing; null for nothing.
    public @Nullable Role role(UserId user, Shareable thing) {
        ObjectId person = user.value();
        if (person.equals(thing.userId())) {
            return Role.OWNER;
        }
        Role given = thing.given(person);
        return given == null && thing.isPublic() ? Role.VIEWER : given;
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
