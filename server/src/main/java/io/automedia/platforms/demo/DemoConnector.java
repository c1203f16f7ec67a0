package io.automedia.platforms.demo;

import io.automedia.content.PostReader;
import io.automedia.platforms.Connection;
import io.automedia.platforms.FoundSource;
import io.automedia.platforms.PlatformConnector;
import io.automedia.platforms.Source;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.SyncOutcome;
import io.automedia.platforms.WantedSource;
import io.automedia.shared.Problem;
import io.automedia.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Plays posts as if a platform published them: our own story, again and again, or a file, once. Some of them are told
/// as history first. They take the way of all posts: this is a connector like any other, and only the demo has it.
@Component
final class DemoConnector implements PlatformConnector, DisposableBean {
    static final String TYPE = "demo";
    static final String STORY = "story";

    private final DemoProperties properties;
    private final PostReader reader;
    private final DataFolder folder;
    private final Clock clock;
    private @Nullable StoryPlay story;
    private @Nullable Replay replay;

    DemoConnector(DemoProperties properties, PostReader reader, DataFolder folder, Clock clock) {
        this.properties = properties;
        this.reader = reader;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isOffered() {
        return properties.enabled();
    }

    @Override
    public boolean setsThePace() {
        return true;
    }

    /// Whatever is asked for, it is what this demo plays.
    @Override
    public FoundSource find(Connection connection, WantedSource wanted) {
        Document beginning = new Document("startedAt", Date.from(clock.instant()));
        Path file = properties.from();
        if (file == null) {
            return new FoundSource(SourceKind.ACCOUNT, STORY, "The demo’s own story", beginning);
        }
        if (!Files.isReadable(file)) {
            throw Problem.invalid("value", "is no file that can be read: " + file)
                    .exception();
        }
        return new FoundSource(SourceKind.ACCOUNT, file.toString(), String.valueOf(file.getFileName()), beginning);
    }

    @Override
    public SyncOutcome fetch(Connection connection, Source source) {
        if (!source.value().equals(properties.value())) {
            return new SyncOutcome.Gone("This demo plays something else: " + properties.value());
        }
        if (source.value().equals(STORY)) {
            return story().next(source.checkpoint(), clock.instant());
        }
        try {
            return replay(Path.of(source.value())).next(source.checkpoint(), clock.instant());
        } catch (IOException unreadable) {
            return new SyncOutcome.Failed("The file can’t be read: " + unreadable.getMessage(), null);
        }
    }

    private synchronized StoryPlay story() {
        StoryPlay read = story;
        if (read == null) {
            read = new StoryPlay(Story.read(), properties.speed());
            story = read;
        }
        return read;
    }

    private synchronized Replay replay(Path file) throws IOException {
        Replay open = replay;
        if (open == null) {
            open = Replay.open(file, folder.directory("demo"), reader, properties.speed());
            replay = open;
        }
        return open;
    }

    @Override
    public synchronized void destroy() throws IOException {
        if (replay != null) {
            replay.close();
        }
    }

    /// The settings exist on every instance: pages ask whether it is a demo.
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DemoProperties.class)
    static class DemoConfiguration {}
}
