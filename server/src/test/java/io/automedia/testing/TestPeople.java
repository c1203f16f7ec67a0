package io.automedia.testing;

import io.automedia.access.Caller;
import io.automedia.sessions.Client;
import io.automedia.sessions.Sessions;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;

/// Makes people with accounts and lets them call the application under test.
public final class TestPeople {
    /// The password of everybody here.
    public static final String PASSWORD = "blue tomato ladder 7";

    private static final Client CLIENT = new Client("127.0.0.1", "test");

    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final Environment environment;
    private final AtomicInteger made = new AtomicInteger();

    TestPeople(NewAccounts newAccounts, Sessions sessions, Environment environment) {
        this.newAccounts = newAccounts;
        this.sessions = sessions;
        this.environment = environment;
    }

    /// A person with an account and an open session.
    ///
    /// @param caller as whom the front doors know him
    /// @param http calls the application with his access token
    public record TestPerson(User user, Caller caller, Http http) {}

    /// Somebody new.
    public TestPerson someone() {
        return person(newAccounts.createUser(newEmail(), PASSWORD));
    }

    /// A new administrator.
    public TestPerson admin() {
        return person(newAccounts.createAdmin(newEmail(), PASSWORD));
    }

    /// An address that nobody has.
    public String newEmail() {
        return "person" + made.incrementAndGet() + "@example.org";
    }

    /// Calls the application as nobody.
    public Http nobody() {
        return Http.to(url());
    }

    /// Where the application under test answers.
    public String url() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    /// The same person with another session.
    public TestPerson another(TestPerson person) {
        return person(person.user());
    }

    private TestPerson person(User user) {
        String token = sessions.open(user, CLIENT).accessToken();
        return new TestPerson(user, sessions.authenticate(token), Http.to(url()).withToken(token));
    }
}
