package io.automedia.platforms;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.platforms.PlatformRequest.SettingsRequest;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// People's connections to platforms: the front door. What they monitor over one is behind [Sources].
@Component
public final class Platforms {
    private static final int ATTEMPTS = 5;
    /// Who was asked so recently is not asked again because somebody is impatient.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PlatformRepository repository;
    private final SourceRepository sources;
    private final Connectors connectors;
    private final Credentials credentials;
    private final CollectionSchedule schedule;
    private final PlatformsProperties properties;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Platforms(
            PlatformRepository repository,
            SourceRepository sources,
            Connectors connectors,
            Credentials credentials,
            CollectionSchedule schedule,
            PlatformsProperties properties,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.sources = sources;
        this.connectors = connectors;
        this.credentials = credentials;
        this.schedule = schedule;
        this.properties = properties;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /// The types that can be connected on this instance.
    public Set<String> types() {
        return connectors.types();
    }

    /// Whether this instance can fetch from a platform of this type. What was connected on another one, or by a demo,
    /// stays as it is, but nothing is fetched over it.
    public boolean runs(String type) {
        return connectors.types().contains(type);
    }

    /// @throws io.automedia.shared.ProblemException (`Conflict`) when this instance can't fetch from it
    void requireRunning(String type) {
        connectors.require(type);
    }

    /// Connects the caller to a platform; nothing is monitored yet. It may be of a type that this instance has no
    /// connector for: then it is kept, and nothing is fetched over it.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`; `Conflict` when he has a connection of this type)
    public Platform create(Caller caller, PlatformRequest request) {
        ObjectId owner = access.requirePerson(caller).value();
        Platform platform = connected(caller, owner, request);
        if (!repository.insert(platform)) {
            throw new Problem.Conflict("You have a connection to " + platform.type()
                            + " already: add what you want to follow to it.")
                    .exception();
        }
        events.publishEvent(new PlatformConnected(new UserId(owner), platform.id(), platform.type(), platform.name()));
        return platform;
    }

    private Platform connected(Caller caller, ObjectId owner, PlatformRequest request) {
        ObjectId id = new ObjectId();
        Instant now = clock.instant();
        Faults faults = new Faults();
        String type = faults.tried(() -> requireType(caller, request.type()));
        String name = faults.tried(() -> request.nameOver(String.valueOf(type)));
        Map<String, @Nullable String> sent = request.config();
        Map<String, String> config = sent == null ? Map.of() : faults.tried(() -> credentials.over(Map.of(), sent, id));
        Boolean paused = faults.tried(request::pauses);
        SettingsRequest wanted = request.settings();
        Platform.Settings settings = wanted == null
                ? Platform.Settings.DEFAULT
                : faults.tried(() -> wanted.over(Platform.Settings.DEFAULT, properties.shortestInterval()));
        faults.raise();
        return new Platform(
                id,
                owner,
                requireNonNull(name),
                requireNonNull(type),
                requireNonNull(config),
                Boolean.TRUE.equals(paused) ? PlatformStatus.INACTIVE : PlatformStatus.PENDING,
                null,
                Platform.Statistics.NONE,
                List.of(),
                requireNonNull(settings),
                null,
                now,
                now,
                0);
    }

    /// The caller's connection of a type, made when he has none.
    public Platform ensure(Caller caller, PlatformRequest request) {
        ObjectId owner = access.requirePerson(caller).value();
        String type = String.valueOf(request.type());
        Platform known = repository.find(owner, type).orElse(null);
        return known == null ? create(caller, request) : known;
    }

    /// One of the caller's connections.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Platform get(Caller caller, ObjectId id) {
        return access.own(caller, repository.find(id).orElse(null), "platform");
    }

    /// Lets the name of a type through that a connection can have: one of the schema's, one that can be connected
    /// here, or one that the caller has a connection of.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) that says which these are
    String requireType(Caller caller, @Nullable String type) {
        SortedSet<String> known = new TreeSet<>(PlatformsSchema.TYPES);
        known.addAll(connectors.types());
        list(caller).forEach(platform -> known.add(platform.type()));
        if (type == null || !known.contains(type)) {
            throw Problem.invalid("type", "must be one of " + String.join(", ", known))
                    .exception();
        }
        return type;
    }

    /// The caller's connections, by name.
    public List<Platform> list(Caller caller) {
        return repository.ofUser(access.requirePerson(caller).value());
    }

    /// Changes a connection, when it still has the version that the caller demands. Who changes credentials or sets it
    /// active has it tried again.
    ///
    /// @throws io.automedia.shared.ProblemException (`Stale`, `NotFound`, `Invalid`)
    public Platform change(Caller caller, ObjectId id, PlatformRequest request, OptionalLong demanded) {
        if (request.type() != null) {
            throw Problem.invalid("type", "can't be changed").exception();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Platform platform = get(caller, id);
            Etag.require(demanded, platform.version());
            Instant now = clock.instant();
            Platform changed = repository.change(platform, changes(platform, request));
            if (changed != null) {
                wake(request, changed, now);
                if (request.config() != null) {
                    events.publishEvent(
                            new CredentialsChanged(new UserId(changed.userId()), changed.id(), changed.type()));
                }
                return changed;
            }
        }
        throw new Problem.Conflict("The connection is being changed by somebody else: try again.").exception();
    }

    private Bson changes(Platform platform, PlatformRequest request) {
        Faults faults = new Faults();
        List<Bson> changes = new ArrayList<>();
        changes.add(set("name", faults.tried(() -> request.nameOver(platform.name()))));
        Map<String, @Nullable String> sent = request.config();
        if (sent != null) {
            changes.add(set("config", faults.tried(() -> credentials.over(platform.config(), sent, platform.id()))));
        }
        SettingsRequest wanted = request.settings();
        if (wanted != null) {
            changes.add(set(
                    "settings", faults.tried(() -> wanted.over(platform.settings(), properties.shortestInterval()))));
        }
        Boolean pauses = faults.tried(request::pauses);
        faults.raise();
        boolean tries = request.config() != null && platform.status() == PlatformStatus.ERROR;
        if (pauses != null && pauses) {
            changes.add(set("status", PlatformStatus.INACTIVE));
        } else if (pauses != null || tries) {
            changes.add(set("status", PlatformStatus.PENDING));
            changes.add(unset("rateLimit"));
        }
        return combine(changes);
    }

    private void wake(PlatformRequest request, Platform changed, Instant now) {
        if (changed.status() != PlatformStatus.INACTIVE
                && (request.status() != null || request.config() != null || request.settings() != null)) {
            sources.hurry(changed.id(), now, now.plus(PATIENCE));
            schedule.hint();
        }
    }

    /// Resumes a connection when it is paused.
    public void resume(Caller caller, ObjectId id) {
        if (get(caller, id).status() == PlatformStatus.INACTIVE) {
            change(caller, id, PlatformRequest.paused(false), OptionalLong.empty());
        }
    }

    /// Has everything of a connection fetched as soon as possible.
    ///
    /// @return how many sources are fetched
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when it is paused, or can't be fetched here
    public long sync(Caller caller, ObjectId id) {
        Platform platform = get(caller, id);
        requireRunning(platform.type());
        if (platform.status() == PlatformStatus.INACTIVE) {
            throw new Problem.Conflict("It is paused: resume it first.").exception();
        }
        if (platform.status() == PlatformStatus.ERROR) {
            change(caller, id, PlatformRequest.paused(false), OptionalLong.empty());
        }
        Instant now = clock.instant();
        long hurried = sources.hurry(id, now, now.minus(PATIENCE));
        schedule.hint();
        return hurried;
    }

    /// Ends a connection and what is monitored over it. The posts that came over it stay.
    ///
    /// @param demanded the version that it must have; empty for any
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        Platform platform = get(caller, id);
        Etag.require(demanded, platform.version());
        repository.delete(platform.id());
        sources.deleteOfPlatform(platform.id());
        events.publishEvent(
                new PlatformRemoved(new UserId(platform.userId()), platform.id(), platform.type(), platform.name()));
    }

    /// Removes everything that a person has here.
    public void erase(UserId user) {
        repository.deleteOf(user.value());
        sources.deleteOf(user.value());
    }
}
