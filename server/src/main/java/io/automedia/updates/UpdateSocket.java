package io.automedia.updates;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.shared.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// `/ws`: hands each person's events to his clients. A client says who it is in its first message, or has
/// proved it in the handshake by the session of the page.
@Component
@ConditionalOnWebApplication
final class UpdateSocket extends TextWebSocketHandler implements HandshakeInterceptor {
    static final CloseStatus NOT_AUTHENTICATED = new CloseStatus(4401, "authenticate first");
    static final CloseStatus TOO_SLOW = new CloseStatus(4408, "too slow: connect again with after");

    private static final String CALLER = "automedia.caller";
    private static final String CONNECTION = "automedia.connection";
    private static final String RATE = "automedia.rate";

    private final Authenticator authenticator;
    private final SocketConnections connections;
    private final Updates updates;
    private final UpdateJson json;
    private final UpdatesProperties properties;
    private final Limits limits;
    private final Clock clock;

    UpdateSocket(
            Authenticator authenticator,
            SocketConnections connections,
            Updates updates,
            UpdateJson json,
            UpdatesProperties properties,
            Limits limits,
            Clock clock) {
        this.authenticator = authenticator;
        this.connections = connections;
        this.updates = updates;
        this.json = json;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (CallerArgument.current() instanceof Caller.Person person) {
            attributes.put(CALLER, person);
        }
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit((int) properties.messageSize().toBytes());
        SocketConnection connection = new SocketConnection(session, updates, json, properties, clock);
        if (session.getAttributes().get(CALLER) instanceof Caller.Person person) {
            connection.identify(person);
        }
        session.getAttributes().put(CONNECTION, connection);
        session.getAttributes().put(RATE, new MessageRate(limits));
        connections.add(connection);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        SocketConnection connection = connection(session);
        connection.sign();
        MessageRate rate =
                (MessageRate) Objects.requireNonNull(session.getAttributes().get(RATE));
        Caller.Person person = connection.person();
        String who = person == null ? session.getId() : person.userId().toString();
        switch (rate.next(who, clock.instant())) {
            case FINE -> answer(connection, ClientMessage.parse(message.getPayload()));
            case TOO_MANY ->
                connection.tell(
                        "error",
                        Map.of(
                                "code",
                                "RATE001",
                                "message",
                                "At most " + limits.rate(Endpoint.WEBSOCKET)
                                        + " messages are read: those beyond are ignored."));
            case STILL_TOO_MANY -> {}
        }
    }

    private void answer(SocketConnection connection, ClientMessage message) {
        switch (message) {
            case ClientMessage.Authenticate it -> authenticate(connection, it);
            case ClientMessage.Subscribe it -> subscribe(connection, it.types(), true);
            case ClientMessage.Unsubscribe it -> subscribe(connection, it.types(), false);
            case ClientMessage.Ping it -> connection.tell("pong", Map.of());
            case ClientMessage.Garbage it -> error(connection, "DATA002", it.reason());
        }
    }

    private void authenticate(SocketConnection connection, ClientMessage.Authenticate message) {
        synchronized (connection) {
            if (connection.hasBegun()) {
                error(connection, "DATA003", "This connection is authenticated already.");
                return;
            }
            try {
                String token = message.token();
                Caller caller = token == null ? connection.person() : authenticator.authenticate(token);
                if (caller instanceof Caller.Person person) {
                    connection.begin(person, message.after());
                } else {
                    refuse(connection, "AUTH003", "A person's token is needed.");
                }
            } catch (ProblemException problem) {
                refuse(connection, problem.problem().code(), problem.problem().detail());
            }
        }
    }

    private static void refuse(SocketConnection connection, String code, String detail) {
        error(connection, code, detail);
        connection.close(NOT_AUTHENTICATED);
    }

    private static void subscribe(SocketConnection connection, List<String> types, boolean wanted) {
        if (connection.person() == null) {
            refuse(connection, "AUTH003", "Authenticate first.");
        } else if (wanted) {
            connection.subscription().subscribe(types);
            connection.tell("subscribed", Map.of("types", types));
        } else {
            connection.subscription().unsubscribe(types);
            connection.tell("unsubscribed", Map.of("types", types));
        }
    }

    private static void error(SocketConnection connection, String code, String detail) {
        connection.tell("error", Map.of("code", code, "message", detail));
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        connection(session).sign();
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        connections.remove(connection(session));
    }

    private static SocketConnection connection(WebSocketSession session) {
        return (SocketConnection) Objects.requireNonNull(session.getAttributes().get(CONNECTION));
    }
}
