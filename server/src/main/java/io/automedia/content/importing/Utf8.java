package io.automedia.content.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads text that must be UTF-8.
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// @throws UnreadableEntry when the bytes are no UTF-8
    static String decode(byte[] bytes, int length) throws UnreadableEntry {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        // the fast way replaces what is wrong; only a replacement is worth a closer look
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, length));
            } catch (CharacterCodingException invalid) {
                throw new UnreadableEntry("The line is not valid UTF-8.");
            }
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
