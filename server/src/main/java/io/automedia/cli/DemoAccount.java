package io.automedia.cli;

import io.automedia.access.Caller;
import io.automedia.platforms.Followed;
import io.automedia.platforms.MonitoredSource;
import io.automedia.platforms.PlatformRequest;
import io.automedia.platforms.Platforms;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.Sources;
import io.automedia.platforms.WantedSource;
import io.automedia.sessions.Sessions;
import io.automedia.topics.TopicRequest;
import io.automedia.topics.Topics;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The demo's account: made at the first start with five topics, found again at later ones.
@Component
final class DemoAccount {
    private static final String EMAIL = "demo@localhost";

    private final NewAccounts newAccounts;
    private final Users users;
    private final Sessions sessions;
    private final Topics topics;
    private final Platforms platforms;
    private final Sources sources;
    private final ReadyInstance instance;

    DemoAccount(
            NewAccounts newAccounts,
            Users users,
            Sessions sessions,
            Topics topics,
            Platforms platforms,
            Sources sources,
            ReadyInstance instance) {
        this.newAccounts = newAccounts;
        this.users = users;
        this.sessions = sessions;
        this.topics = topics;
        this.platforms = platforms;
        this.sources = sources;
        this.instance = instance;
    }

    /// Prints how to sign in, and begins to play.
    void open() {
        String password = instance.demoPassword();
        User user = users.byEmail(EMAIL).orElseGet(() -> make(password));
        Caller caller = new Caller.Person(user.userId(), user.role(), user.id());
        if (topics.list(caller).isEmpty()) {
            readTopics().forEach(topic -> topics.create(caller, topic.draft()));
        }
        play(caller);
        System.out.println("email: " + EMAIL);
        System.out.println("password: " + password);
        System.out.println("open: " + instance.url() + "/login/once?token=" + sessions.oneTimeLogin(user.userId()));
    }

    /// What it plays is more than what a free account may collect in a month.
    private User make(String password) {
        return users.subscribe(newAccounts.createUser(EMAIL, password).userId(), "team");
    }

    /// Follows what this demo plays, and wakes what it follows already.
    private void play(Caller caller) {
        ObjectId platform = platforms
                .ensure(
                        caller,
                        new PlatformRequest(
                                "Demo",
                                "demo",
                                null,
                                null,
                                new PlatformRequest.SettingsRequest(true, null, null, true, true)))
                .id();
        platforms.resume(caller, platform);
        List<Followed> added = sources.addAll(caller, platform, List.of(new WantedSource(SourceKind.ACCOUNT, "demo")));
        for (MonitoredSource source : sources.list(caller, platform)) {
            sources.change(caller, platform, source.id(), null, true, OptionalLong.empty());
            sources.sync(caller, platform, source.id());
        }
        if (sources.list(caller, platform).isEmpty() && added.getFirst() instanceof Followed.Refused refused) {
            throw new CommandFailure(refused.reason());
        }
    }

    private static List<TopicRequest> readTopics() {
        try (InputStream file = new ClassPathResource("demo/topics.json").getInputStream()) {
            return JsonMapper.builder().build().readValue(file, new TypeReference<List<TopicRequest>>() {});
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
