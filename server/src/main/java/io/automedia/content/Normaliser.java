package io.automedia.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Turns what arrives into the schema's shape, or says why it can't.
final class Normaliser {
    /// Longer texts are cut; `metadata.source.fullLength` then says how long they were.
    static final int LONGEST_TEXT = 500_000;

    static final int LONGEST_ID = 500;
    static final int LONGEST_NAME = 300;
    private static final int LONGEST_URL = 4_000;
    static final int LONGEST_NOTE = 4_000;
    /// How many pictures, links, mentions and hashtags a post may bring.
    static final int MOST_PARTS = 500;
    /// What stands before the name of a hashtag.
    private static final Pattern SIGNS = Pattern.compile("^[#\\s]+");

    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Normaliser() {}

    /// @param beginning as what it comes into the library when its bringer doesn't say
    /// @throws Unacceptable with the reason
    static CleanPost clean(IncomingPost post, ModerationStatus beginning) {
        CleanPost.Key key = key(post);
        Document source = Extras.of(post.extras());
        String text = Cleaning.text(post.text());
        if (text.length() > LONGEST_TEXT) {
            source.append("fullLength", text.length());
            text = Cleaning.cut(text, LONGEST_TEXT);
        }
        return new CleanPost(
                key,
                type(key.platform(), post.type(), source),
                author(post.author()),
                text,
                media(post.media()),
                links(post.links()),
                mentions(post.mentions()),
                hashtags(post.hashtags()),
                Counters.flat(post.engagement()),
                language(post.language(), source),
                location(post.location()),
                time("publishedAt", post.publishedAt()),
                time("expiresAt", post.expiresAt()),
                new Personal(
                        tags(post.tags()),
                        Objects.requireNonNullElse(post.moderationStatus(), beginning),
                        Cleaning.cut(Cleaning.text(post.moderationNotes()), LONGEST_NOTE),
                        post.isArchived()),
                post.aiGenerated(),
                post.publiclyReadable(),
                source);
    }

    /// The key as it is stored; one that can't be is nobody's.
    static CleanPost.Key key(PostKey key) {
        return new CleanPost.Key(key.platform().strip().toLowerCase(Locale.ROOT), Cleaning.text(key.platformId()));
    }

    private static CleanPost.Key key(IncomingPost post) {
        String platform = post.platform().strip().toLowerCase(Locale.ROOT);
        if (!isName(platform)) {
            throw new Unacceptable("The platform must be a name of 1 to 40 letters, digits, - or _.");
        }
        String platformId = Cleaning.text(post.platformId());
        if (platformId.isEmpty()) {
            throw new Unacceptable("The post has no platformId.");
        }
        if (platformId.length() > LONGEST_ID) {
            throw new Unacceptable("The platformId is longer than " + LONGEST_ID + " characters.");
        }
        return new CleanPost.Key(platform, platformId);
    }

    /// Whether a text can be the name of a platform.
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean joins = i > 0 && (c == '_' || c == '-');
            if (c >= 128 || !(joins || Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String type(String platform, @Nullable String given, Document source) {
        String type = Cleaning.optional(given, LONGEST_NAME);
        if (type == null) {
            return null;
        }
        String nearest = PostTypes.nearest(platform, type.toLowerCase(Locale.ROOT));
        if (!nearest.equals(type)) {
            source.append("originalType", type);
        }
        return nearest;
    }

    private static @Nullable String language(@Nullable String given, Document source) {
        String language = Cleaning.optional(given, 35);
        if (language == null) {
            return null;
        }
        source.append("languageHint", language);
        String plain = language.toLowerCase(Locale.ROOT);
        boolean isCode = plain.length() >= 2
                && plain.chars().limit(2).allMatch(c -> c >= 'a' && c <= 'z')
                && (plain.length() == 2 || plain.charAt(2) == '-' || plain.charAt(2) == '_');
        return isCode ? plain.substring(0, 2) : null;
    }

    private static Content.Author author(Content.Author author) {
        return new Content.Author(
                Cleaning.optional(author.id(), LONGEST_NAME),
                Cleaning.optional(author.username(), LONGEST_NAME),
                Cleaning.optional(author.displayName(), LONGEST_NAME),
                Cleaning.optional(author.avatar(), LONGEST_URL),
                author.verified(),
                author.followersCount(),
                author.followingCount(),
                Cleaning.optional(author.bio(), LONGEST_NOTE));
    }

    private static List<Content.Media> media(List<Content.Media> media) {
        List<Content.Media> clean = new ArrayList<>(media.size());
        for (Content.Media one : bounded("media", media)) {
            clean.add(new Content.Media(
                    Cleaning.optional(one.url(), LONGEST_URL),
                    Cleaning.optional(one.type(), Tags.LONGEST),
                    one.width(),
                    one.height(),
                    Cleaning.optional(one.altText(), LONGEST_NOTE),
                    one.fileSize(),
                    Cleaning.optional(one.format(), Tags.LONGEST)));
        }
        return clean;
    }

    private static List<Content.Link> links(List<Content.Link> links) {
        List<Content.Link> clean = new ArrayList<>(links.size());
        for (Content.Link link : bounded("links", links)) {
            String url = Cleaning.optional(link.url(), LONGEST_URL);
            if (url != null) {
                clean.add(new Content.Link(
                        url,
                        Cleaning.optional(link.title(), LONGEST_NAME),
                        Cleaning.optional(link.description(), LONGEST_NOTE),
                        Cleaning.optional(link.expandedUrl(), LONGEST_URL),
                        Cleaning.optional(link.displayUrl(), LONGEST_URL)));
            }
        }
        return clean;
    }

    private static @Nullable List<Content.Mention> mentions(@Nullable List<Content.Mention> mentions) {
        if (mentions == null) {
            return null;
        }
        List<Content.Mention> clean = new ArrayList<>(mentions.size());
        for (Content.Mention mention : bounded("mentions", mentions)) {
            String username = Cleaning.optional(mention.username(), LONGEST_NAME);
            if (username != null) {
                clean.add(new Content.Mention(
                        username, Cleaning.optional(mention.id(), LONGEST_NAME), mention.indices()));
            }
        }
        return clean;
    }

    private static @Nullable List<Content.Hashtag> hashtags(@Nullable List<Content.Hashtag> hashtags) {
        if (hashtags == null) {
            return null;
        }
        List<Content.Hashtag> clean = new ArrayList<>(hashtags.size());
        for (Content.Hashtag hashtag : bounded("hashtags", hashtags)) {
            String text = Cleaning.optional(hashtag.text(), LONGEST_NAME);
            String name = text == null ? "" : SIGNS.matcher(text).replaceFirst("");
            if (!name.isEmpty()) {
                clean.add(new Content.Hashtag(name, hashtag.indices()));
            }
        }
        return clean;
    }

    private static <T> List<T> bounded(String what, List<T> parts) {
        if (parts.size() > MOST_PARTS) {
            throw new Unacceptable("The post has more than " + MOST_PARTS + " " + what + ".");
        }
        return parts;
    }

    private static ContentMetadata.@Nullable Location location(ContentMetadata.@Nullable Location location) {
        if (location == null) {
            return null;
        }
        ContentMetadata.Coordinates at = location.coordinates();
        if (at != null && !at.areOnEarth()) {
            throw new Unacceptable("The coordinates are outside of the world.");
        }
        String name = Cleaning.optional(location.name(), LONGEST_NAME);
        return name == null && at == null ? null : new ContentMetadata.Location(name, at);
    }

    private static @Nullable Instant time(String what, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new Unacceptable("The time in " + what + " is not between 1900 and 2200.");
        }
        return time == null ? null : Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static List<String> tags(List<String> given) {
        List<String> tags = Tags.clean(given);
        if (tags.size() > Tags.MOST) {
            throw new Unacceptable("The post has more than " + Tags.MOST + " tags.");
        }
        return tags;
    }

    /// Names as lists compare them.
    static List<String> lowered(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }
}
