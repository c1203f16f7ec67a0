package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.ElementType;
import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.bson.RawValue;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The commands of SASL around [ScramServer].
final class Authentication {
    private final ScramServer scram;

    Authentication(ScramServer scram) {
        this.scram = scram;
    }

    RawDocument start(ClientState client, RawDocument body) {
        RawValue mechanism = body.get("mechanism");
        if (mechanism == null
                || mechanism.type() != ElementType.STRING
                || !mechanism.asString().equals(ScramServer.MECHANISM)) {
            throw new MongoError(
                    ErrorCode.BAD_VALUE, "Unsupported mechanism; this server speaks " + ScramServer.MECHANISM);
        }
        ScramServer.Conversation conversation = scram.begin(payload(body));
        int id = client.begin(conversation);
        return step(id, false, conversation.serverFirst().getBytes(StandardCharsets.UTF_8));
    }

    /// A wrong guess of the driver is no error: it then authenticates step by step.
    void speculate(ClientState client, RawDocument request, BsonBuilder answer) {
        try {
            answer.add("speculativeAuthenticate", start(client, request));
        } catch (MongoError refused) {
            client.forget();
        }
    }

    RawDocument proceed(ClientState client, RawDocument body) {
        ScramServer.Conversation conversation = client.conversation();
        if (conversation == null && client.isProven()) {
            client.authenticate();
            return step(client.conversationId(), true, new byte[0]);
        }
        if (conversation == null) {
            throw new MongoError(ErrorCode.PROTOCOL_ERROR, "No SASL session state found");
        }
        try {
            byte[] signature = scram.finish(conversation, payload(body));
            client.prove();
            client.authenticate();
            return step(client.conversationId(), true, signature);
        } catch (MongoError failed) {
            client.forget();
            throw failed;
        }
    }

    private static RawDocument step(int conversation, boolean done, byte[] payload) {
        return new BsonBuilder()
                .add("conversationId", conversation)
                .add("done", done)
                .add("payload", payload)
                .build();
    }

    private static byte[] payload(RawDocument body) {
        RawValue payload = body.get("payload");
        if (payload == null || payload.type() != ElementType.BINARY) {
            throw ScramServer.failed();
        }
        int start = payload.offset() + 5;
        return Arrays.copyOfRange(payload.bytes(), start, payload.offset() + payload.length());
    }
}
