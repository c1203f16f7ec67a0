package io.automedia.embeddedmongodb.protocol;

import org.jspecify.annotations.Nullable;

/// What is known about one connection, to its own thread only.
final class ClientState {
    private final long id;
    private boolean authenticated;
    private int conversations;
    private ScramServer.@Nullable Conversation conversation;
    private boolean proven;

    ClientState(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    int begin(ScramServer.Conversation started) {
        conversation = started;
        proven = false;
        return ++conversations;
    }

    ScramServer.@Nullable Conversation conversation() {
        return conversation;
    }

    int conversationId() {
        return conversations;
    }

    /// The client's proof was right; some clients still expect one empty exchange.
    void prove() {
        conversation = null;
        proven = true;
    }

    boolean isProven() {
        return proven;
    }

    void authenticate() {
        authenticated = true;
    }

    void forget() {
        conversation = null;
        proven = false;
        authenticated = false;
    }
}
