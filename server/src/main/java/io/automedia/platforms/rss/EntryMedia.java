package io.automedia.platforms.rss;

import io.automedia.content.Content.Media;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Pictures, films and sounds that come with an entry.
final class EntryMedia {
    private static final int MOST = 50;

    private EntryMedia() {}

    static List<Media> of(XmlFields fields, URI base) {
        List<Media> media = new ArrayList<>();
        fields.all("enclosure").forEach(element -> add(media, base, element, "url"));
        for (Element link : fields.all("link")) {
            if (link.attr("rel").equals("enclosure")) {
                add(media, base, link, "href");
            }
        }
        for (Element link : fields.all("atom:link")) {
            if (link.attr("rel").equals("enclosure")) {
                add(media, base, link, "href");
            }
        }
        addYahoo(media, base, fields);
        fields.all("media:group").forEach(group -> addYahoo(media, base, fields.in(group)));
        fields.all("itunes:image").forEach(image -> add(media, base, image, "href"));
        return distinct(media);
    }

    private static void addYahoo(List<Media> media, URI base, XmlFields fields) {
        for (Element content : fields.all("media:content")) {
            add(media, base, content, "url");
            fields.in(content).all("media:thumbnail").forEach(image -> add(media, base, image, "url"));
        }
        fields.all("media:thumbnail").forEach(image -> add(media, base, image, "url"));
    }

    private static void add(List<Media> media, URI base, Element element, String attribute) {
        String url = Links.resolved(base, XmlFields.attribute(element, attribute));
        if (url != null) {
            String format = XmlFields.attribute(element, "type");
            String said = XmlFields.attribute(element, "medium");
            boolean isImage =
                    element.tagName().endsWith("thumbnail") || element.tagName().endsWith("image");
            media.add(new Media(
                    url,
                    isImage ? "image" : type(said, format, url),
                    number(element.attr("width")),
                    number(element.attr("height")),
                    XmlFields.attribute(element, "title"),
                    size(element),
                    format));
        }
    }

    /// One of image, video, audio, document.
    static String type(@Nullable String said, @Nullable String format, String url) {
        String words = (said == null ? "" : said) + ' ' + (format == null ? "" : format);
        for (String type : List.of("image", "video", "audio")) {
            if (words.toLowerCase(Locale.ROOT).contains(type)) {
                return type;
            }
        }
        int query = url.indexOf('?');
        String path = (query < 0 ? url : url.substring(0, query)).toLowerCase(Locale.ROOT);
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "jpg", "jpeg", "png", "gif", "webp", "avif", "svg" -> "image";
            case "mp4", "webm", "mov", "m4v", "m3u8" -> "video";
            case "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac" -> "audio";
            default -> "document";
        };
    }

    /// Each address once, at most 50.
    static List<Media> distinct(List<Media> media) {
        Set<@Nullable String> seen = new HashSet<>();
        return media.stream().filter(one -> seen.add(one.url())).limit(MOST).toList();
    }

    private static @Nullable Integer number(String written) {
        return written.matches("\\d{1,6}") ? Integer.valueOf(written) : null;
    }

    private static @Nullable Long size(Element element) {
        String written = element.hasAttr("length") ? element.attr("length") : element.attr("fileSize");
        return written.matches("\\d{1,15}") && !written.equals("0") ? Long.valueOf(written) : null;
    }
}
