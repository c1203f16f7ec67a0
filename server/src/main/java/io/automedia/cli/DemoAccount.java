package io.automedia.cli;

import io.automedia.access.Caller;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.platforms.demo.DemoStream;
import io.automedia.sessions.Sessions;
import io.automedia.topics.TopicRequest;
import io.automedia.topics.Topics;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The demo's account: made at the first start with five topics, found again at later ones.
@Component
@ConditionalOnBooleanProperty("automedia.demo.enabled")
final class DemoAccount {
    private static final String EMAIL = "demo@localhost";

    private final Users users;
    private final Sessions sessions;
    private final Topics topics;
    private final ContentLibrary library;
    private final DemoStream stream;
    private final ReadyInstance instance;

    DemoAccount(
            Users users,
            Sessions sessions,
            Topics topics,
            ContentLibrary library,
            DemoStream stream,
            ReadyInstance instance) {
        this.users = users;
        this.sessions = sessions;
        this.topics = topics;
        this.library = library;
        this.stream = stream;
        this.instance = instance;
    }

    /// Prints how to sign in, and begins to play.
    void open() {
        String password = instance.demoPassword();
        User user = users.byEmail(EMAIL).orElseGet(() -> users.createUser(EMAIL, password));
        Caller caller = new Caller.Person(user.userId(), user.role(), user.id());
        if (topics.list(caller).isEmpty()) {
            readTopics().forEach(topic -> topics.create(caller, topic.draft()));
        }
        stream.play(user.userId(), library.count(caller, ContentQuery.all(), 1) == 0);
        System.out.println("email: " + EMAIL);
        System.out.println("password: " + password);
        System.out.println("open: " + instance.url() + "/login/once?token=" + sessions.oneTimeLogin(user.userId()));
    }

    private static List<TopicRequest> readTopics() {
        try (InputStream file = new ClassPathResource("demo/topics.json").getInputStream()) {
            return JsonMapper.builder().build().readValue(file, new TypeReference<List<TopicRequest>>() {});
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
