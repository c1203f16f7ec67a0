package io.automedia.outgoing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out in which encoding a feed or page is really written, which is often another than it says, and what is left
/// of it without the characters that no text may hold.
public final class WebText {
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
    private static final Pattern OF_A_PAGE =
            Pattern.compile("(?i)<meta\\s[^>]{0,200}?charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");
    /// What the labels mean in the wild, by the WHATWG's Encoding standard.
    private static final Map<String, String> MEANT = Map.of(
            "iso-8859-1", "windows-1252",
            "us-ascii", "windows-1252",
            "ascii", "windows-1252",
            "latin1", "windows-1252",
            "iso-8859-9", "windows-1254",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "shift_jis", "windows-31j",
            "ks_c_5601-1987", "x-windows-949",
            "euc-kr", "x-windows-949");

    private static final int BEGINNING = 1_000;

    private WebText() {}

    /// The text of a document of the web, or of the beginning of one.
    ///
    /// @param contentType as the server says it
    public static String of(byte[] bytes, @Nullable String contentType) {
        return withoutControls(decoded(bytes, contentType));
    }

    private static String decoded(byte[] bytes, @Nullable String contentType) {
        Charset wide = wide(bytes);
        if (wide != null) {
            return new String(bytes, wide);
        }
        Charset named = named(bytes, contentType);
        // in these every byte looks like ASCII, so that all of it would pass for UTF-8
        if (named != null && named.name().startsWith("ISO-2022")) {
            return new String(bytes, named);
        }
        String utf8 = strictly(bytes);
        if (utf8 != null) {
            return utf8;
        }
        return new String(bytes, named == null ? StandardCharsets.UTF_8 : named);
    }

    private static @Nullable Charset wide(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int start = ByteBuffer.wrap(bytes).getInt();
        if (start == 0x0000FEFF || start == 0x0000003C) {
            return StandardCharsets.UTF_32BE;
        }
        if (start == 0xFFFE0000 || start == 0x3C000000) {
            return StandardCharsets.UTF_32LE;
        }
        return switch (start >>> 16) {
            case 0xFEFF, 0x003C, 0x007B -> StandardCharsets.UTF_16BE;
            case 0xFFFE, 0x3C00, 0x7B00 -> StandardCharsets.UTF_16LE;
            default -> null;
        };
    }

    private static @Nullable Charset named(byte[] bytes, @Nullable String contentType) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(beginning);
        Charset charset = declared.find() ? charset(declared.group(1)) : null;
        if (charset == null && contentType != null) {
            Matcher header = CHARSET.matcher(contentType);
            charset = header.find() ? charset(header.group(1)) : null;
        }
        if (charset == null) {
            Matcher ofPage = OF_A_PAGE.matcher(beginning);
            charset = ofPage.find() ? charset(ofPage.group(1)) : null;
        }
        return charset;
    }

    private static @Nullable Charset charset(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        try {
            Charset charset = Charset.forName(MEANT.getOrDefault(name, name));
            // what is plainly not written with two or four bytes a character is not
            return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32") ? null : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /// As UTF-8, but for a last character that is cut; null when it is none.
    private static @Nullable String strictly(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult read = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), text, false);
        return read.isUnderflow() ? text.flip().toString() : null;
    }

    private static String withoutControls(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isText = c >= ' ' ? c < 0xFFFE && c != 0x7F && c != 0xFEFF : c == '\n' || c == '\t' || c == '\r';
            if (!isText && kept == null) {
                kept = new StringBuilder(text.length()).append(text, 0, i);
            } else if (isText && kept != null) {
                kept.append(c);
            }
        }
        return kept == null ? text : kept.toString();
    }
}
