package io.automedia.updates;

import io.automedia.access.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// One client of the WebSocket. A thread of its own reads the person's events from the store, page by
/// page, and sends them as fast as the client takes them: nothing piles up in memory, and no other client
/// waits for this one.
final class SocketConnection {
    private static final Logger log = LoggerFactory.getLogger(SocketConnection.class);
    private static final int PAGE = 200;

    /// Falling behind is no fault of a client that keeps taking what it is sent.
    private static final Duration STUCK = Duration.ofSeconds(1);

    private final WebSocketSession session;
    private final Updates updates;
    private final UpdateJson json;
    private final UpdatesProperties properties;
    private final Clock clock;
    private final Subscription subscription = new Subscription();
    private final Instant opened;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private volatile Caller.@Nullable Person person;
    private volatile boolean begun;
    private volatile boolean closed;
    private volatile boolean caughtUp;
    private volatile boolean slow;
    private volatile long sent;
    private volatile long arrived;
    private volatile @Nullable Instant sendingSince;
    private volatile Instant lastSign;

    SocketConnection(
            WebSocketSession session, Updates updates, UpdateJson json, UpdatesProperties properties, Clock clock) {
        this.session = session;
        this.updates = updates;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
        this.opened = clock.instant();
        this.lastSign = opened;
    }

    Caller.@Nullable Person person() {
        return person;
    }

    /// Whose events it gets; null until it gets some.
    @Nullable
    ObjectId user() {
        Caller.Person known = person;
        return begun && known != null ? known.userId().value() : null;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean hasBegun() {
        return begun;
    }

    Instant opened() {
        return opened;
    }

    /// It is known who this is; events follow with [#begin].
    void identify(Caller.Person known) {
        person = known;
    }

    /// Sends `ready`, then everything after a number and whatever comes.
    ///
    /// @param after null to begin with what comes now
    void begin(Caller.Person known, @Nullable Long after) {
        long latest = updates.latestSeq(known.userId());
        person = known;
        sent = after == null ? latest : after;
        arrived = latest;
        begun = true;
        send(json.control("ready", Map.of("seq", latest)));
        // who begins with what comes now has missed nothing, whatever is being published in this moment
        if (after != null && !updates.reaches(known.userId(), sent)) {
            sent = latest;
            send(json.control("resync", Map.of("seq", latest)));
        }
        Thread.ofVirtual().name("updates-" + session.getId()).start(() -> pump(known));
    }

    private void pump(Caller.Person known) {
        try {
            while (!closed) {
                List<Update> page = updates.after(known.userId(), sent, PAGE);
                for (Update update : page) {
                    sendIfWanted(update);
                }
                if (page.size() < PAGE) {
                    caughtUp = true;
                    awaitArrival();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.debug("A connection ended", failure);
            close(CloseStatus.SERVICE_RESTARTED);
        }
    }

    private void sendIfWanted(Update update) {
        if (slow) {
            close(UpdateSocket.TOO_SLOW);
        }
        if (!closed) {
            if (subscription.wants(update.type())) {
                send(json.event(update));
            }
            sent = update.seq();
        }
    }

    private void awaitArrival() throws InterruptedException {
        state.lock();
        try {
            while (!closed && arrived <= sent) {
                changed.await();
            }
        } finally {
            state.unlock();
        }
    }

    /// There are events up to this number.
    void arrived(long seq) {
        state.lock();
        try {
            arrived = Math.max(arrived, seq);
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    /// Sends a message about the connection itself.
    void tell(String type, Map<String, ?> data) {
        send(json.control(type, data));
    }

    private void send(String text) {
        send(new TextMessage(text));
    }

    private void send(WebSocketMessage<?> message) {
        sending.lock();
        try {
            sendingSince = clock.instant();
            session.sendMessage(message);
        } catch (IOException | IllegalStateException gone) {
            close(UpdateSocket.TOO_SLOW);
        } finally {
            sendingSince = null;
            sending.unlock();
        }
    }

    /// The client said something, or answered a ping.
    void sign() {
        lastSign = clock.instant();
    }

    /// Looks after the connection: drops a client that takes nothing, probes one that says nothing.
    void tend(Instant now) {
        Instant since = sendingSince;
        slow |= since != null && since.plus(STUCK).isBefore(now) && isBehind();
        if (since != null && since.plus(properties.sendPatience()).isBefore(now)) {
            slow = true;
            close(UpdateSocket.TOO_SLOW);
        } else if (lastSign.plus(properties.pingEvery().multipliedBy(3)).isBefore(now)) {
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } else if (since == null && lastSign.plus(properties.pingEvery()).isBefore(now)) {
            Thread.ofVirtual().start(() -> send(new PingMessage(ByteBuffer.allocate(0))));
        }
    }

    private boolean isBehind() {
        return caughtUp && arrived - sent > properties.slowAfter();
    }

    /// Whether it will be dropped as soon as it takes something again.
    boolean isSlow() {
        return slow;
    }

    /// Ends it without waiting for the client.
    void close(CloseStatus status) {
        if (!closed) {
            ended();
            Thread.ofVirtual().start(() -> closeNow(status));
        }
    }

    private void closeNow(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | IllegalStateException alreadyGone) {
            log.debug("A connection was gone before it could be closed", alreadyGone);
        }
    }

    /// It is closed: nothing is sent any more.
    void ended() {
        state.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }
}
