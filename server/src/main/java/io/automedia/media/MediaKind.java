package io.automedia.media;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of files that are kept. A file is what its first bytes say, whatever its name and its sender say.
public enum MediaKind {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    MP4("video/mp4", "mp4"),
    QUICKTIME("video/quicktime", "mov");

    /// How many bytes [#of] wants to see.
    static final int START = 16;

    private static final Set<String> MP4_BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1",
            "M4V ", "M4VH", "M4VP", "MSNV", "dash", "f4v ", "XAVC");

    private final String type;
    private final String extension;

    MediaKind(String type, String extension) {
        this.type = type;
        this.extension = extension;
    }

    /// Its media type.
    public String type() {
        return type;
    }

    /// What names of such files end with, without a dot.
    public String extension() {
        return extension;
    }

    /// Whether it is a film and no picture.
    public boolean isFilm() {
        return this == MP4 || this == QUICKTIME;
    }

    /// The kind of a file that begins so; null for one that is not kept here.
    static @Nullable MediaKind of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        return text.startsWith("ftyp", 4) && text.length() >= 12 ? film(text.substring(8, 12)) : null;
    }

    private static @Nullable MediaKind film(String brand) {
        if (brand.equals("qt  ")) {
            return QUICKTIME;
        }
        return MP4_BRANDS.contains(brand) ? MP4 : null;
    }
}
