package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.time.Clock;
import java.util.Set;

/// Says who this server is (a standalone MongoDB 7.0), lets clients prove who they are, and passes everything else on
/// once they have.
final class Handshake {
    private static final Set<String> OPEN_TO_ALL =
            Set.of("hello", "isMaster", "ismaster", "saslStart", "saslContinue", "logout", "connectionStatus");

    private final Authentication authentication;
    private final ConnectionCommands connectionCommands;
    private final CommandHandler handler;
    private final Clock clock;

    Handshake(ScramServer scram, CommandHandler handler, Clock clock) {
        this.authentication = new Authentication(scram);
        this.connectionCommands = new ConnectionCommands(scram.username());
        this.handler = handler;
        this.clock = clock;
    }

    /// @throws MongoError when the command is refused or fails
    Reply answer(ClientState client, Command command) {
        if (!client.isAuthenticated() && !OPEN_TO_ALL.contains(command.name())) {
            throw new MongoError(ErrorCode.UNAUTHORIZED, "Command " + command.name() + " requires authentication");
        }
        refuseTransactions(command.body());
        refuseSnapshotReads(command.body());
        refuseOtherApiVersions(command.body());
        return switch (command.name()) {
            case "hello" -> new Reply.Fields(hello(client, command.body(), "isWritablePrimary"));
            case "isMaster", "ismaster" -> new Reply.Fields(hello(client, command.body(), "ismaster"));
            case "saslStart" -> new Reply.Fields(authentication.start(client, command.body()));
            case "saslContinue" -> new Reply.Fields(authentication.proceed(client, command.body()));
            default -> {
                RawDocument own = connectionCommands.answer(client, command);
                yield own == null ? handler.handle(command) : new Reply.Fields(own);
            }
        };
    }

    /// The answer to an OP_QUERY, whole: old drivers and new ones without a declared API version open with it.
    RawDocument legacyAnswer(ClientState client, WireMessage.Query query) {
        RawDocument body = query.query();
        boolean isHandshake = body.get("isMaster") != null || body.get("ismaster") != null || body.get("hello") != null;
        if (!query.collection().endsWith(".$cmd") || !isHandshake) {
            return MongoError.location(
                            5739101, "OP_QUERY is no longer supported. The client driver may require an upgrade.")
                    .toReply();
        }
        String primary = body.get("hello") == null ? "ismaster" : "isWritablePrimary";
        return new BsonBuilder()
                .addAll(hello(client, body, primary))
                .add("ok", 1.0)
                .build();
    }

    private RawDocument hello(ClientState client, RawDocument body, String primary) {
        BsonBuilder answer = new BsonBuilder()
                .add("helloOk", true)
                .add(primary, true)
                .add("maxBsonObjectSize", 16 * 1024 * 1024)
                .add("maxMessageSizeBytes", MessageFrames.MAXIMUM_LENGTH)
                .add("maxWriteBatchSize", 100_000)
                .add("localTime", clock.instant())
                .add("logicalSessionTimeoutMinutes", 30)
                .add("connectionId", (int) client.id())
                .add("minWireVersion", 0)
                .add("maxWireVersion", 21)
                .add("readOnly", false);
        RawValue asked = body.get("saslSupportedMechs");
        if (asked != null) {
            answer.beginArray("saslSupportedMechs")
                    .add("0", ScramServer.MECHANISM)
                    .end();
        }
        RawValue speculative = body.get("speculativeAuthenticate");
        if (speculative != null && speculative.isDocument()) {
            authentication.speculate(client, speculative.asDocument(), answer);
        }
        return answer.build();
    }

    private static void refuseTransactions(RawDocument body) {
        if (body.get("txnNumber") != null || body.get("startTransaction") != null || body.get("autocommit") != null) {
            throw new MongoError(
                    ErrorCode.ILLEGAL_OPERATION,
                    "Transaction numbers are only allowed on a replica set member or mongos");
        }
    }

    /// One moment for several queries is what they ask for; here each has its own.
    private static void refuseSnapshotReads(RawDocument body) {
        RawValue concern = body.get("readConcern");
        RawValue level = concern == null || !concern.isDocument()
                ? null
                : concern.asDocument().get("level");
        if (level != null && "snapshot".equals(level.toObject())) {
            throw new MongoError(
                    ErrorCode.NOT_A_REPLICA_SET, "node needs to be a replica set member to use readConcern: snapshot");
        }
    }

    private static void refuseOtherApiVersions(RawDocument body) {
        RawValue version = body.get("apiVersion");
        if (version != null
                && (version.type() != ElementType.STRING || !version.asString().equals("1"))) {
            throw new MongoError(ErrorCode.API_VERSION_ERROR, "API version must be \"1\"");
        }
    }
}
