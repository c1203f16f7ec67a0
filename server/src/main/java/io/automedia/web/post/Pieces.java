package io.automedia.web.post;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a post's text apart into what is plain, what can be followed and what a topic found in it. Put together again
/// the pieces are the text.
public final class Pieces {
    private static final Pattern FOLLOWED = Pattern.compile("(?<link>https?://[^\\s<>\"“”「」，。]+)"
            + "|(?<![\\p{L}\\p{N}&])#(?<tag>[\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)"
            + "|(?<![\\p{L}\\p{N}./])@(?<name>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)");
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?)\\]'’]+$");

    private Pieces() {}

    /// A hit: where it starts and ends in the text, in UTF-16 units.
    public record Hit(int start, int end) {}

    /// The pieces of a text in which nothing was looked for.
    public static List<Piece> of(String text) {
        return of(text, List.of());
    }

    /// The pieces of a text, with hits marked. Hits that lie outside of the text or in one another are left out.
    public static List<Piece> of(String text, List<Hit> hits) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Hit hit : hits.stream().sorted(Comparator.comparingInt(Hit::start)).toList()) {
            if (hit.start() < at || hit.end() > text.length() || hit.end() <= hit.start()) {
                continue;
            }
            follow(text.substring(at, hit.start()), pieces);
            pieces.add(new Piece(Piece.Kind.HIT, text.substring(hit.start(), hit.end()), null));
            at = hit.end();
        }
        follow(text.substring(at), pieces);
        return List.copyOf(pieces);
    }

    private static void follow(String text, List<Piece> pieces) {
        Matcher matcher = FOLLOWED.matcher(text);
        int at = 0;
        while (matcher.find()) {
            int end = matcher.end();
            Piece piece = piece(matcher);
            if (piece.kind() == Piece.Kind.OUTSIDE) {
                end = matcher.start() + piece.text().length();
            }
            plain(text.substring(at, matcher.start()), pieces);
            pieces.add(piece);
            at = end;
        }
        plain(text.substring(at), pieces);
    }

    private static Piece piece(Matcher matcher) {
        String link = matcher.group("link");
        if (link != null) {
            String whole = TRAILING.matcher(link).replaceFirst("");
            return new Piece(Piece.Kind.OUTSIDE, whole, whole);
        }
        String tag = matcher.group("tag");
        return tag != null
                ? new Piece(Piece.Kind.INSIDE, matcher.group(), "/explore?hashtags=" + encoded(tag))
                : new Piece(Piece.Kind.INSIDE, matcher.group(), "/explore?mentions=" + encoded(matcher.group("name")));
    }

    private static void plain(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(Piece.Kind.PLAIN, text, null));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8);
    }
}
