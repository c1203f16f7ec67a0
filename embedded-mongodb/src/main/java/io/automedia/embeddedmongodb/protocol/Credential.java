package io.automedia.embeddedmongodb.protocol;

/// The one account of this server, checked with SCRAM-SHA-256.
public record Credential(String username, String password) {
    public Credential {
        if (username.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("username and password must not be empty");
        }
    }

    @Override
    public String toString() {
        return "Credential[username=" + username + "]";
    }
}
