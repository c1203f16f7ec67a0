package io.automedia.platforms;

import com.mongodb.client.MongoDatabase;
import io.automedia.access.Caller;
import io.automedia.content.ContentLibrary;
import io.automedia.content.ContentQuery;
import io.automedia.content.IncomingPost;
import io.automedia.content.LibraryPost;
import io.automedia.shared.PageRequest;
import io.automedia.testing.Part;
import io.automedia.testing.SettableClock;
import io.automedia.users.NewAccounts;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.bson.types.ObjectId;
import org.springframework.boot.WebApplicationType;

/// Platforms with real stores, a clock that tests move and a platform that they write: nothing is fetched until a test
/// says so.
final class Collecting implements AutoCloseable {
    final Part part;
    final SettableClock clock;
    final FakeConnector fake;
    final Platforms platforms;
    final Sources sources;
    final CollectionSchedule schedule;
    final Harvester harvester;
    final PlatformTallies tallies;
    final UpstreamChecks checks;
    final SourceRepository repository;
    final ContentLibrary library;
    final Users users;

    private Collecting(Part part) {
        this.part = part;
        this.clock = (SettableClock) part.bean(Clock.class);
        this.fake = part.bean(FakeConnector.class);
        this.platforms = part.bean(Platforms.class);
        this.sources = part.bean(Sources.class);
        this.schedule = part.bean(CollectionSchedule.class);
        this.harvester = part.bean(Harvester.class);
        this.tallies = part.bean(PlatformTallies.class);
        this.checks = part.bean(UpstreamChecks.class);
        this.repository = part.bean(SourceRepository.class);
        this.library = part.bean(ContentLibrary.class);
        this.users = part.bean(Users.class);
    }

    static Collecting start(Path data) {
        return new Collecting(Part.start(
                PlatformsApplication.class,
                data,
                WebApplicationType.NONE,
                context -> {
                    context.registerBean(
                            SettableClock.class, SettableClock::atNoon, definition -> definition.setPrimary(true));
                    context.registerBean(FakeConnector.class);
                },
                "automedia.platforms.parallel=0",
                "automedia.password-cost=4"));
    }

    MongoDatabase database() {
        return part.bean(MongoDatabase.class);
    }

    /// A person with a connection to the fake platform.
    Follower follower() {
        User user = part.bean(NewAccounts.class)
                .createUser("f" + UUID.randomUUID() + "@example.org", "blue tomato ladder 7");
        Caller.Person caller = new Caller.Person(user.userId(), user.role(), user.id());
        return new Follower(
                user,
                caller,
                platforms.create(caller, PlatformRequest.of("fake")).id());
    }

    /// Somebody and his connection.
    record Follower(User user, Caller.Person caller, ObjectId platform) {}

    MonitoredSource follow(Follower who, SourceKind kind, String value) {
        return sources.add(who.caller(), who.platform(), new WantedSource(kind, value));
    }

    /// Fetches what is due now, one after the other, until nothing is.
    ///
    /// @return how many fetches that took
    int collect() {
        int fetches = 0;
        MonitoredSource next = schedule.claim();
        while (next != null) {
            harvest(next);
            fetches++;
            next = schedule.claim();
        }
        return fetches;
    }

    void harvest(MonitoredSource claimed) {
        try {
            harvester.harvest(claimed);
        } catch (InterruptedException nobodyInterruptsTests) {
            throw new AssertionError(nobodyInterruptsTests);
        }
    }

    MonitoredSource now(MonitoredSource source) {
        return repository.find(source.id()).orElseThrow();
    }

    Platform platform(Follower who) {
        tallies.count(who.platform());
        return platforms.get(who.caller(), who.platform());
    }

    List<LibraryPost> library(Follower who) {
        return library.find(who.caller(), ContentQuery.all(), PageRequest.first(100))
                .items();
    }

    void publish(String source, List<IncomingPost> posts) {
        posts.forEach(post -> fake.publish(source, post));
    }

    @Override
    public void close() {
        part.close();
    }
}
