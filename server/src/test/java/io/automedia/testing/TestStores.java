package io.automedia.testing;

import com.mongodb.client.MongoDatabase;
import io.automedia.platforms.FakeConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.FileSystemUtils;

/// Gives an application under test a data folder and a database of its own, and removes both when it closes. MongoDB is
/// the embedded one, as it is for most people, or the server in `AUTOMEDIA_TEST_APPLICATION_MONGODB_URI`. People can
/// follow the platform `fake`,
/// which tests write.
public final class TestStores implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String URI_VARIABLE = "AUTOMEDIA_TEST_APPLICATION_MONGODB_URI";
    private static final String SOON = "automedia.updates.authenticate-within";

    @Override
    public void initialize(GenericApplicationContext context) {
        Path folder = newFolder();
        Map<String, Object> properties = properties(folder);
        // unless a class of tests says how long
        if (!context.getEnvironment().containsProperty(SOON)) {
            properties.put(SOON, "2m");
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test stores", properties));
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("test provider", TestProvider.properties()));
        // what is registered first is destroyed last, when the stores have closed their files
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("testFolder", () -> FileSystemUtils.deleteRecursively(folder));
        context.addApplicationListener(event -> {
            // the embedded one goes with its folder
            if (System.getenv(URI_VARIABLE) != null
                    && event instanceof ContextClosedEvent closed
                    && closed.getApplicationContext().equals(context)) {
                context.getBeanProvider(MongoDatabase.class).ifAvailable(MongoDatabase::drop);
            }
        });
        DescribedApi.from(() -> description(context));
        context.registerBean(TestPeople.class);
        context.registerBean(FakeConnector.class);
        context.registerBean(Stumbling.class);
        context.registerBean(Overheard.class);
    }

    private static byte[] description(GenericApplicationContext context) {
        try {
            return context.getBean(OpenApiWebMvcResource.class)
                    .openapiJson(new MockHttpServletRequest("GET", "/v3/api-docs"), "/v3/api-docs", Locale.ENGLISH);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// What an application under test is started with.
    public static Map<String, Object> properties(Path folder) {
        Map<String, Object> properties = new java.util.HashMap<>(Map.of(
                "automedia.data",
                folder.toString(),
                "automedia.mongodb-database",
                "test-" + UUID.randomUUID(),
                "automedia.password-cost",
                "4",
                // tests ask more often than people
                "automedia.limits.standard",
                "1000000/min",
                "automedia.limits.collection",
                "1000000/min",
                "automedia.limits.pages",
                "1000000/min",
                "automedia.limits.websocket",
                "1000000/min",
                "automedia.limits.mail",
                "1000000/min",
                // other people's servers are played by this machine; its numbers stay as closed as they always are
                "automedia.outgoing.allow",
                "localhost"));
        // all of them come from this machine
        properties.put("automedia.limits.login-network", "1000000/min");
        properties.put("automedia.security-contact", "security@example.org");
        // a machine that stands still for a while is no Redis that is away
        properties.put("automedia.redis-timeout", "1m");
        properties.put("automedia.sessions.refresh-grace", "60s");
        // so that the sweeps ask for the posts of platforms with rules, though there are none
        properties.put("automedia.content.retention.nowhere", "30d");
        String uri = System.getenv(URI_VARIABLE);
        if (uri != null && !uri.isBlank()) {
            properties.put("automedia.mongodb-uri", uri);
        }
        return properties;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("automedia-test");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
