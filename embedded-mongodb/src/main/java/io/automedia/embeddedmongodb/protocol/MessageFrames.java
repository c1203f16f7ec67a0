package io.automedia.embeddedmongodb.protocol;

import io.automedia.embeddedmongodb.bson.LittleEndian;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into whole messages, header included. Takes no more memory than has come, whatever a
/// header promises.
final class MessageFrames {
    static final int MAXIMUM_LENGTH = 48_000_000;

    /// Of who has not proved yet who he is: far more than a handshake takes.
    static final int MAXIMUM_LENGTH_OF_STRANGERS = 64 << 10;

    private static final int HEADER_LENGTH = 16;
    private static final int BUFFER = 16 << 10;
    private static final int AT_ONCE = 64 << 10;

    private final InputStream input;

    MessageFrames(InputStream input) {
        this.input = new BufferedInputStream(input, BUFFER);
    }

    /// Waits for the next message; null when no more comes, also where the last one breaks off.
    ///
    /// @throws MalformedMessage for a length that no message may have: nothing after it can be understood
    byte @Nullable [] next(int maximumLength) throws IOException, MalformedMessage {
        byte[] message = input.readNBytes(HEADER_LENGTH);
        if (message.length < HEADER_LENGTH) {
            return null;
        }
        int length = LittleEndian.readInt(message, 0);
        if (length < HEADER_LENGTH || length > maximumLength) {
            throw new MalformedMessage("a message of " + length + " bytes; at most " + maximumLength + " may come");
        }
        int filled = HEADER_LENGTH;
        while (filled < length) {
            message = Arrays.copyOf(message, Math.min(length, Math.max(AT_ONCE, 2 * filled)));
            filled += input.readNBytes(message, filled, message.length - filled);
            if (filled < message.length) {
                return null;
            }
        }
        return message;
    }
}
