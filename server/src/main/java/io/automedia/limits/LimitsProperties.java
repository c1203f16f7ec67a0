package io.automedia.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often one person may do what, on all nodes together.
///
/// @param standard calls of the API that none of the others covers
/// @param generation texts asked of a model
/// @param collection calls that bring posts in
/// @param websocket messages over the WebSocket
/// @param login attempts at the password of one account from one network
/// @param loginNetwork such attempts from one network that did not end with a right password
/// @param loginAccount such attempts at one account from all networks, before there are waits for those from
/// which nobody signed in to it lately; they count for as long as its window after the last one
/// @param mail what has a mail sent, from one network address and for one address
/// @param pages pages, their parts, and media
@ConfigurationProperties("automedia.limits")
record LimitsProperties(
        @DefaultValue("100/min") Rate standard,
        @DefaultValue("10/min") Rate generation,
        @DefaultValue("500/h") Rate collection,
        @DefaultValue("100/min") Rate websocket,
        @DefaultValue("10/min") Rate login,
        @DefaultValue("60/min") Rate loginNetwork,
        @DefaultValue("100/h") Rate loginAccount,
        @DefaultValue("20/h") Rate mail,
        @DefaultValue("1000/min") Rate pages) {

    Rate of(Endpoint endpoint) {
        return switch (endpoint) {
            case STANDARD -> standard;
            case GENERATION -> generation;
            case COLLECTION -> collection;
            case WEBSOCKET -> websocket;
            case LOGIN -> login;
            case LOGIN_NETWORK -> loginNetwork;
            case LOGIN_ACCOUNT -> loginAccount;
            case MAIL -> mail;
            case PAGES -> pages;
        };
    }
}
