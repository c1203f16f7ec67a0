package io.automedia.updates;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/// The clients that are connected to this node. It wakes those for whom something arrived, looks once a
/// second whether a message about that was lost, and ends connections whose session was closed: that on a
/// thread of its own, so that nothing which goes wrong or takes long elsewhere keeps one open.
@Component
@ConditionalOnWebApplication
final class SocketConnections implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SocketConnections.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final UpdateRepository repository;
    private final Authenticator authenticator;
    private final UpdatesProperties properties;
    private final Clock clock;
    private final Set<SocketConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Thread watch;

    SocketConnections(
            UpdateRepository repository,
            Authenticator authenticator,
            Arrivals arrivals,
            UpdatesProperties properties,
            Clock clock) {
        this.repository = repository;
        this.authenticator = authenticator;
        this.properties = properties;
        this.clock = clock;
        arrivals.listen(this::arrived);
    }

    void add(SocketConnection connection) {
        connections.add(connection);
    }

    void remove(SocketConnection connection) {
        connections.remove(connection);
        connection.ended();
    }

    /// How many clients of a person are served.
    long count(UserId user) {
        return connections.stream()
                .filter(connection -> user.value().equals(connection.user()))
                .count();
    }

    /// How many of them take nothing.
    long countSlow(UserId user) {
        return connections.stream()
                .filter(connection -> user.value().equals(connection.user()) && connection.isSlow())
                .count();
    }

    private void arrived(ObjectId user, long seq) {
        for (SocketConnection connection : connections) {
            if (user.equals(connection.user())) {
                connection.arrived(seq);
            }
        }
    }

    private void tend() {
        while (thread != null) {
            try {
                Thread.sleep(POLL);
                Instant now = clock.instant();
                connections.forEach(connection -> tend(connection, now));
                poll();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException storeIsAway) {
                log.warn("Looking for updates failed and is tried again: {}", storeIsAway.toString());
            }
        }
    }

    private void tend(SocketConnection connection, Instant now) {
        connection.tend(now);
        if (!connection.hasBegun()
                && connection.opened().plus(properties.authenticateWithin()).isBefore(now)) {
            Caller.Person known = connection.person();
            if (known == null) {
                connection.close(UpdateSocket.NOT_AUTHENTICATED);
            } else {
                beginSilently(connection, known);
            }
        }
    }

    /// A page that proved who it is in the handshake need not say anything. But it is given the time to say what it saw
    /// last: what was published since then would never reach it.
    private static void beginSilently(SocketConnection connection, Caller.Person known) {
        synchronized (connection) {
            if (!connection.hasBegun()) {
                connection.begin(known, null);
            }
        }
    }

    private void poll() {
        List<ObjectId> users = connections.stream()
                .map(SocketConnection::user)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!users.isEmpty()) {
            repository.counted(users).forEach(this::arrived);
        }
    }

    private void watchSessions() {
        while (watch != null) {
            try {
                Thread.sleep(properties.checkSessionsEvery());
                checkSessions();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException failure) {
                log.warn("Looking for closed sessions failed and is tried again: {}", failure.toString());
            }
        }
    }

    private void checkSessions() {
        Map<Caller.Person, List<SocketConnection>> bySession = connections.stream()
                .filter(connection -> connection.person() != null)
                .collect(Collectors.groupingBy(connection -> Objects.requireNonNull(connection.person())));
        bySession.forEach(this::closeUnlessOpen);
    }

    private void closeUnlessOpen(Caller.Person person, List<SocketConnection> his) {
        try {
            if (!authenticator.isOpen(person)) {
                closeAll(his, UpdateSocket.NOT_AUTHENTICATED);
            }
        } catch (RuntimeException unknown) {
            log.warn("Whether a session is open can't be told and is asked again: {}", unknown.toString());
        }
    }

    private static void closeAll(Collection<SocketConnection> connections, CloseStatus status) {
        connections.forEach(connection -> connection.close(status));
    }

    @Override
    public void start() {
        Thread tends = Thread.ofVirtual().name("updates-connections").unstarted(this::tend);
        Thread watches = Thread.ofVirtual().name("updates-sessions").unstarted(this::watchSessions);
        thread = tends;
        watch = watches;
        tends.start();
        watches.start();
    }

    @Override
    public void stop() {
        Thread tended = thread;
        Thread watched = watch;
        thread = null;
        watch = null;
        if (tended != null && watched != null) {
            tended.interrupt();
            watched.interrupt();
        }
        closeAll(connections, CloseStatus.GOING_AWAY);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
