package io.automedia.embeddedmongodb.errors;

import io.automedia.embeddedmongodb.bson.BsonBuilder;
import io.automedia.embeddedmongodb.bson.RawDocument;

/// A refusal with MongoDB's code, code name and message. `details` are further fields of the reply or of the write
/// error, such as `keyPattern` and `keyValue` of a duplicate key, or `errInfo` of a failed validation.
public final class MongoError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String codeName;
    private final transient RawDocument details;

    public MongoError(ErrorCode code, String message) {
        this(code, message, RawDocument.EMPTY);
    }

    public MongoError(ErrorCode code, String message, RawDocument details) {
        this(code.number(), code.codeName(), message, details);
    }

    /// An error that MongoDB knows only by the number of its assertion.
    public static MongoError location(int number, String message) {
        return new MongoError(number, "Location" + number, message, RawDocument.EMPTY);
    }

    private MongoError(int code, String codeName, String message, RawDocument details) {
        super(message);
        this.code = code;
        this.codeName = codeName;
        this.details = details;
    }

    public int code() {
        return code;
    }

    public String codeName() {
        return codeName;
    }

    public RawDocument details() {
        return details;
    }

    public String message() {
        String message = getMessage();
        return message == null ? codeName : message;
    }

    /// The whole reply of a command that failed.
    public RawDocument toReply() {
        return new BsonBuilder()
                .add("ok", 0.0)
                .add("errmsg", message())
                .add("code", code)
                .add("codeName", codeName)
                .addAll(details)
                .build();
    }

    /// The entry of `writeErrors` for the statement at `index`.
    public RawDocument toWriteError(int index) {
        return new BsonBuilder()
                .add("index", index)
                .add("code", code)
                .addAll(details)
                .add("errmsg", message())
                .build();
    }
}
