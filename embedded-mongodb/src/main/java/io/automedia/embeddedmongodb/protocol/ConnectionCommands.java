package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Commands about the connection and the server itself, which need no data: what drivers and tools ask before they
/// begin.
final class ConnectionCommands {
    static final String VERSION = "7.0.0";

    private final String username;

    ConnectionCommands(String username) {
        this.username = username;
    }

    /// The answer, or null when the command is none of these.
    @Nullable
    RawDocument answer(ClientState client, Command command) {
        return switch (command.name()) {
            case "ping", "endSessions", "refreshSessions", "killSessions", "killAllSessions" -> RawDocument.EMPTY;
            case "startSession" -> startSession();
            case "logout" -> logout(client);
            case "buildInfo", "buildinfo" -> buildInfo();
            case "connectionStatus" -> connectionStatus(client);
            case "getParameter" -> getParameter(command.body());
            case "getCmdLineOpts" -> RawDocument.from(Map.of("argv", List.of("embedded-mongodb"), "parsed", Map.of()));
            case "getLog" -> RawDocument.from(Map.of("totalLinesWritten", 0, "log", List.of()));
            case "getFreeMonitoringStatus" -> RawDocument.from(Map.of("state", "disabled"));
            case "replSetGetStatus" -> throw new MongoError(ErrorCode.NOT_A_REPLICA_SET, "not running with --replSet");
            default -> null;
        };
    }

    private static RawDocument logout(ClientState client) {
        client.forget();
        return RawDocument.EMPTY;
    }

    private static RawDocument startSession() {
        return RawDocument.from(Map.of("id", Map.of("id", UUID.randomUUID()), "timeoutMinutes", 30));
    }

    private static RawDocument buildInfo() {
        return new BsonBuilder()
                .add("version", VERSION)
                .add("gitVersion", "embedded")
                .add("modules", List.of())
                .add("allocator", "system")
                .add("javascriptEngine", "none")
                .add("sysInfo", "deprecated")
                .add("versionArray", List.of(7, 0, 0, 0))
                .add("openssl", Map.of("running", "none"))
                .add("bits", 64)
                .add("debug", false)
                .add("maxBsonObjectSize", 16 * 1024 * 1024)
                .add("storageEngines", List.of("rocksdb"))
                .build();
    }

    private RawDocument connectionStatus(ClientState client) {
        boolean known = client.isAuthenticated();
        List<?> users = known ? List.of(Map.of("user", username, "db", "admin")) : List.of();
        List<?> roles = known ? List.of(Map.of("role", "root", "db", "admin")) : List.of();
        return RawDocument.from(
                Map.of("authInfo", Map.of("authenticatedUsers", users, "authenticatedUserRoles", roles)));
    }

    private static RawDocument getParameter(RawDocument body) {
        BsonBuilder answer = new BsonBuilder();
        RawValue asked = body.get("getParameter");
        boolean all = asked != null
                && asked.type() == ElementType.STRING
                && asked.asString().equals("*");
        int before = answer.length();
        if (all || body.get("featureCompatibilityVersion") != null) {
            answer.add("featureCompatibilityVersion", Map.of("version", "7.0"));
        }
        if (all || body.get("authenticationMechanisms") != null) {
            answer.add("authenticationMechanisms", List.of(ScramServer.MECHANISM));
        }
        if (answer.length() == before) {
            throw new MongoError(ErrorCode.INVALID_OPTIONS, "no option found to get");
        }
        return answer.build();
    }
}
