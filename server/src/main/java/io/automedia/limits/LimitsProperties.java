package io.automedia.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often one person may do what, on all nodes together.
///
/// @param standard calls of the API that none of the others covers
/// @param generation texts asked of a model
/// @param collection calls that bring posts in
/// @param websocket messages over the WebSocket
/// @param login attempts at the password of one account from one address
/// @param mail what has a mail sent, from one network address and for one address
/// @param pages pages, their parts, and media
@ConfigurationProperties("automedia.limits")
record LimitsProperties(
        @DefaultValue("100/min") Rate standard,
        @DefaultValue("10/min") Rate generation,
        @DefaultValue("500/h") Rate collection,
        @DefaultValue("100/min") Rate websocket,
        @DefaultValue("10/min") Rate login,
        @DefaultValue("20/h") Rate mail,
        @DefaultValue("1000/min") Rate pages) {

    Rate of(Endpoint endpoint) {
        return switch (endpoint) {
            case STANDARD -> standard;
            case GENERATION -> generation;
            case COLLECTION -> collection;
            case WEBSOCKET -> websocket;
            case LOGIN -> login;
            case MAIL -> mail;
            case PAGES -> pages;
        };
    }
}
