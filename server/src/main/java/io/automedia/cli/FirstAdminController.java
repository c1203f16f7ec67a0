package io.automedia.cli;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/local/…`: gives the command line of this machine somebody to act for on an instance without
/// accounts, makes administrators for it, and opens accounts that are closed.
@RestController
final class FirstAdminController {
    private static final String EMAIL = "admin@localhost";

    private final NewAccounts newAccounts;
    private final Users users;
    private final Authenticator authenticator;

    FirstAdminController(NewAccounts newAccounts, Users users, Authenticator authenticator) {
        this.newAccounts = newAccounts;
        this.users = users;
        this.authenticator = authenticator;
    }

    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email) {}

    /// @param unconfirmed whether it may be an account whose address nobody has confirmed
    record NewAdmin(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Nullable Boolean unconfirmed) {}

    /// The administrator that was made, and the only time that his password is told.
    ///
    /// @param password null for who had an account, and keeps his own
    /// @param before the role in which he had one; null for who had none
    record Made(
            String email,
            @Nullable String password,
            @Nullable String before) {}

    @PostMapping("/api/v1/local/administrator")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(Caller caller) {
        switch (caller) {
            case Caller.Person person ->
                throw new Problem.Forbidden("This is for the command line of an instance without accounts.")
                        .exception();
            case Caller.System system -> {}
        }
        if (!users.isEmpty()) {
            throw new Problem.Conflict("There are accounts already.").exception();
        }
        return made(EMAIL);
    }

    /// One more administrator: a new one, or somebody who has an account. He keeps his password, so one whose address
    /// is not confirmed has to be meant: anybody could have registered with it.
    @PostMapping("/api/v1/local/administrators")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Made> add(Caller caller, @RequestBody NewAdmin wanted) {
        requireCommandLine(caller);
        String email = users.requireAddress(wanted.email());
        return users.byEmail(email)
                .map(known -> ResponseEntity.ok(raised(known, Boolean.TRUE.equals(wanted.unconfirmed()))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.CREATED).body(made(email)));
    }

    private Made raised(User known, boolean mayBeUnconfirmed) {
        if (!known.isActive()) {
            throw new Problem.Conflict("The account " + known.email()
                            + " is closed: open it first with ./automedia user activate " + known.email() + ".")
                    .exception();
        }
        boolean isNew = !known.role().equals(Caller.Person.ADMIN);
        if (isNew && !known.isVerified() && !mayBeUnconfirmed) {
            throw new Problem.Conflict("There is an account " + known.email()
                            + ", and nobody has confirmed that the address is his: whoever registered with it would be an"
                            + " administrator. If that was you, say so: ./automedia user create-admin --unconfirmed "
                            + known.email())
                    .exception();
        }
        users.makeAdmin(known.userId());
        return new Made(known.email(), null, known.role());
    }

    /// Opens an account that was closed.
    @PostMapping("/api/v1/local/activations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(Caller caller, @RequestBody Wanted wanted) {
        requireCommandLine(caller);
        User user = users.byEmail(users.requireAddress(wanted.email()))
                .orElseThrow(() -> Problem.notFound("account").exception());
        users.setActive(user.userId(), true);
    }

    private void requireCommandLine(Caller caller) {
        if (caller instanceof Caller.Person person && !authenticator.isCommandLine(person)) {
            throw new Problem.Forbidden("This is for the command line of the machine on which AutoMedia runs.")
                    .exception();
        }
    }

    private Made made(String email) {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new Made(newAccounts.createAdmin(email, password).email(), password, null);
    }
}
