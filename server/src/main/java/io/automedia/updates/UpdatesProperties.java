package io.automedia.updates;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How clients of the WebSocket are treated.
///
/// @param authenticateWithin how long a client may take to say who it is
/// @param slowAfter a client that had caught up, takes nothing and falls this many events behind is
///     dropped
/// @param sendPatience a client that takes nothing for this long is dropped
/// @param messageSize how large a message of a client may be
/// @param pingEvery how often a silent connection is probed
/// @param checkSessionsEvery how often it is looked for connections whose session was closed
@ConfigurationProperties("automedia.updates")
record UpdatesProperties(
        @DefaultValue("10s") Duration authenticateWithin,
        @DefaultValue("2000") long slowAfter,
        @DefaultValue("10s") Duration sendPatience,
        @DefaultValue("16KB") DataSize messageSize,
        @DefaultValue("25s") Duration pingEvery,
        @DefaultValue("250ms") Duration checkSessionsEvery) {}
