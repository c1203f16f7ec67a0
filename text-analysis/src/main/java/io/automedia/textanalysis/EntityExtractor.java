package io.automedia.textanalysis;

import io.automedia.textanalysis.Entities.Hashtag;
import io.automedia.textanalysis.Entities.Link;
import io.automedia.textanalysis.Entities.Mention;
import java.util.ArrayList;
import java.util.List;

/// Finds hashtags, mentions and links by the rules that people's networks use, in time linear in the length of
/// the text whatever the text is: a hand-written scanner, no regular expression. Thread-safe.
///
/// - A **hashtag** is `#` or `＃` after anything but a letter, digit, `_` or `&`, followed by letters, marks,
///   digits and `_` of any script with at least one letter. Weibo's paired form `#话题#` may also hold blanks and
///   punctuation when it holds a Chinese character; the closing sign is then part of it.
/// - A **mention** is `@` or `＠` after anything but a letter or digit of ASCII, `_` or another sign. A name
///   that begins in ASCII ends where ASCII ends (`@SpaceX发射`), may contain inner dots, and may be followed by
///   `@` and a host as on Mastodon; any other name (Weibo's nicknames) goes on through letters, digits, `_` and
///   `-`, at most 30.
/// - A **link** begins with `http://`, `https://` or `www.`, or is a bare host under a common top-level domain.
///   It ends before white space, quotes, and anything that is neither ASCII nor Latin or Cyrillic; closing
///   punctuation and unbalanced brackets are not part of it.
public final class EntityExtractor {

    /// Finds the entities of the whole text.
    public Entities extract(String text) {
        Scan scan = new Scan(text);
        int position = 0;
        while (position < text.length()) {
            position = scan.step(position);
        }
        return scan.found();
    }

    private static final class Scan {
        private final String text;
        private final List<Hashtag> hashtags = new ArrayList<>();
        private final List<Mention> mentions = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();

        Scan(String text) {
            this.text = text;
        }

        Entities found() {
            return hashtags.isEmpty() && mentions.isEmpty() && links.isEmpty()
                    ? Entities.NONE
                    : new Entities(hashtags, mentions, links);
        }

        /// Looks at what begins at `position` and returns where to look next, always further on.
        int step(int position) {
            char character = text.charAt(position);
            return switch (character) {
                case '#', '＃' -> hashtag(position);
                case '@', '＠' -> mention(position);
                default -> LinkScanner.startsRun(character) ? wordOrLink(position) : position + 1;
            };
        }

        private int hashtag(int start) {
            int end = HashtagScanner.endOf(text, start);
            if (end == start) {
                return start + 1;
            }
            int textEnd = HashtagScanner.isSign(text.charAt(end - 1)) ? end - 1 : end;
            hashtags.add(new Hashtag(text.substring(start + 1, textEnd), start, end));
            return end;
        }

        private int mention(int start) {
            int end = MentionScanner.endOf(text, start);
            if (end == start) {
                return start + 1;
            }
            mentions.add(new Mention(text.substring(start + 1, end), start, end));
            return end;
        }

        /// A run of host characters is read once, and never again from its middle.
        private int wordOrLink(int runStart) {
            int runEnd = LinkScanner.endOfRun(text, runStart);
            int start = LinkScanner.startOf(text, runStart, runEnd);
            int end = LinkScanner.endOf(text, start, runEnd);
            if (end == start) {
                return runEnd;
            }
            links.add(new Link(text.substring(start, end), start, end));
            return end;
        }
    }
}
