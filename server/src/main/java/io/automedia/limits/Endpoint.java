package io.automedia.limits;

import java.util.Locale;

/// What is counted together; the last part of the key `rate_limit:{userId}:{endpoint}`.
public enum Endpoint {
    /// Every call of the API that no other one covers.
    STANDARD,
    /// Asking a model for a text.
    GENERATION,
    /// Bringing posts in: one by one, in a file, or by having a platform asked.
    COLLECTION,
    /// Messages that a client of the WebSocket sends.
    WEBSOCKET,
    /// Trying a password of one account from one network.
    LOGIN,
    /// Trying passwords from one network, of whatever accounts.
    LOGIN_NETWORK,
    /// Trying passwords of one account, from wherever.
    LOGIN_ACCOUNT,
    /// What has a mail sent to an address that nobody has shown to be his.
    MAIL,
    /// Pages, their parts, and files of media.
    PAGES;

    /// As keys, headers and settings have it, such as `standard`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
