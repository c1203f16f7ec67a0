package io.automedia.standingqueries;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of the README once more, by regular expressions and without any index: slow, and written from the text
/// alone. Shares nothing with what it checks but the records.
final class BruteForce {
    private static final String IGNORED =
            "[\\p{Cf}\\x{34F}\\x{640}\\x{20D0}-\\x{20FF}\\x{FE00}-\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}\\x{E0100}-\\x{E01EF}]";
    private static final String FLAG = "[\\x{1F1E6}-\\x{1F1FF}]";
    private static final String EMOJI =
            "(?:(?!" + IGNORED + "|" + FLAG + ")(?=[\\x{2190}-\\x{10FFFF}])\\p{IsExtended_Pictographic})";
    private static final String MARK =
            "(?:(?!" + IGNORED + ")[\\p{M}\\x{FF9E}\\x{FF9F}\\x{1160}-\\x{11FF}\\x{D7B0}-\\x{D7FF}])";
    private static final String LETTERS =
            "(?!" + IGNORED + "|" + FLAG + "|" + EMOJI + "|" + MARK + "|[\\x{2139}\\x{2BC}])";
    private static final String CHARACTER = "(?:" + LETTERS
            + "(?:[\\x{30FC}\\x{FF70}]|(?=[\\p{L}\\p{Nl}])[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsBopomofo}\\p{IsHangul}"
            + "\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]))";
    private static final String WORD = "(?:" + LETTERS + "(?!" + CHARACTER + ")[\\p{L}\\p{N}])";
    private static final String BREAK = "[\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}!?;|¡¿•…‼⁇⁈⁉。！？；，、｡､｜؟؛।॥]";
    private static final String GOES_ON = "(?:" + WORD + "|" + CHARACTER + "|" + MARK + ")";
    private static final Pattern TOKEN =
            Pattern.compile("(?<word>" + WORD + "(?:" + IGNORED + "*(?:" + WORD + "|" + MARK
                    + ")|['’ʼ＇]" + WORD + "|(?<=[0-9])[.,][0-9])*)"
                    + "(?<plus>\\+\\+(?!\\+)|\\+(?!\\+|" + GOES_ON + "))?"
                    + "|(?<character>" + CHARACTER + "(?:" + IGNORED + "*" + MARK + ")*)"
                    + "|(?<emoji>" + EMOJI + ")[\\x{1F3FB}-\\x{1F3FF}\\x{FE0E}\\x{FE0F}]*"
                    + "|(?<flag>" + FLAG + FLAG + ")");
    private static final Pattern SHARP = Pattern.compile("#(?!#|_|" + GOES_ON + ")");
    private static final Pattern LINK = Pattern.compile("(?i:https?|ftp)://[!-~&&[^\"<>]]*"
            + "|(?<![A-Za-z0-9.-])(?i:www)\\.(?=[A-Za-z0-9])[!-~&&[^\"<>]]*"
            + "|(?<![A-Za-z0-9-])(?:[A-Za-z0-9-]+\\.)+(?i:com|org|co|ly|be|gl|me|tv|cn|uk|gov|edu)/[!-~&&[^\"<>]]*");
    private static final Pattern SIGN =
            Pattern.compile("[#＃@＠](?=_*(?:" + WORD + "|" + CHARACTER + "))|[$＄](?=[A-Za-z])");
    private static final Pattern POINTS =
            Pattern.compile("[\\x{300}-\\x{36F}\\x{591}-\\x{5BD}\\x{5BF}\\x{5C1}\\x{5C2}\\x{5C4}"
                    + "\\x{5C5}\\x{5C7}\\x{610}-\\x{61A}\\x{64B}-\\x{65F}\\x{670}\\x{6D6}-\\x{6DC}\\x{6DF}-\\x{6E4}\\x{6E7}\\x{6E8}"
                    + "\\x{6EA}-\\x{6ED}]");
    private static final Pattern HYPHEN = Pattern.compile("[-‐‑–－]");

    private enum Kind {
        GAP,
        BARE,
        PIECE,
        ITSELF,
        PLUS,
        JOINED,
        DOTTED,
        TAG
    }

    private record Step(Kind kind, String text, int from, int to, int start, int end) {}

    /// A token of a part, and where it stands between which places.
    private static final class Token {
        private final boolean word;
        private final boolean character;
        private final String text;
        private final int start;
        private final int end;
        private final int gapStart;
        private final boolean plus;
        private final int from;
        private int to;

        Token(boolean word, boolean character, String text, int start, int end, int gapStart, boolean plus, int from) {
            this.word = word;
            this.character = character;
            this.text = text;
            this.start = start;
            this.end = end;
            this.gapStart = gapStart;
            this.plus = plus;
            this.from = from;
            this.to = from + 1;
        }
    }

    /// One text, read; `starting` has the steps by the place they start at.
    static final class Part {
        private final String text;
        private final List<Token> tokens = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final Map<Integer, List<Step>> starting = new HashMap<>();
        private final Map<String, List<Step>> saying = new HashMap<>();

        Part(String original) {
            text = LINK.matcher(original)
                    .replaceAll(link -> "\n".repeat(link.group().length()));
            int place = 0;
            Matcher token = TOKEN.matcher(text);
            int at = 0;
            while (token.find(at)) {
                place = token(token, place);
                at = tokens.getLast().gapStart;
            }
            tags();
            hyphens();
            for (Step step : steps) {
                starting.computeIfAbsent(step.from, key -> new ArrayList<>()).add(step);
                saying.computeIfAbsent(step.text, key -> new ArrayList<>()).add(step);
            }
        }

        private int token(Matcher found, int place) {
            int from = place;
            boolean character = found.group("character") != null;
            int start = found.start();
            if (!tokens.isEmpty() && parts(tokens.getLast(), character, start)) {
                steps.add(new Step(Kind.GAP, "\n", from, from + 1, start, start));
                from++;
            }
            String word = found.group("word");
            if (word != null) {
                word(word, found.group("plus"), start, from);
            } else {
                String said = character ? fold(found.group()) : firstOf(found);
                tokens.add(new Token(false, character, said, start, found.end(), found.end(), false, from));
                steps.add(new Step(Kind.ITSELF, said, from, from + 1, start, found.end()));
            }
            return tokens.getLast().to;
        }

        private static String firstOf(Matcher found) {
            String emoji = found.group("emoji");
            return emoji != null ? emoji : found.group("flag");
        }

        private boolean parts(Token before, boolean character, int start) {
            String gap = text.substring(before.gapStart, start).replaceAll(IGNORED, "");
            boolean stop = Pattern.compile(BREAK + "|\\.\\.").matcher(gap).find();
            boolean sentence = Pattern.compile("\\..*(?:" + BREAK + "|\\s|\\p{Z})", Pattern.DOTALL)
                    .matcher(gap)
                    .find();
            boolean abbreviation = gap.startsWith(".") && before.word && before.text.length() <= 4;
            boolean tight = before.character && character && !gap.isEmpty();
            return stop || (sentence && !abbreviation) || tight;
        }

        private void word(String word, @Nullable String plus, int start, int from) {
            int end = start + word.length();
            boolean letter = word.matches("[A-Za-z]");
            Matcher sharp = SHARP.matcher(text).useTransparentBounds(true).region(end, text.length());
            String suffix = plus != null ? plus : letter && sharp.lookingAt() ? "#" : "";
            String itself = letter ? fold(word) + suffix : fold(word);
            int itselfEnd = letter ? end + suffix.length() : end;
            Token token =
                    new Token(true, false, itself, start, itselfEnd, end + suffix.length(), !suffix.isEmpty(), from);
            boolean tagged = isInHashtag(start);
            if (tagged && !word.matches("(?s).*(?:['’ʼ＇]|[0-9][.,]).*")) {
                pieces(word, token);
            }
            tokens.add(token);
            steps.add(new Step(Kind.ITSELF, itself, from, token.to, start, itselfEnd));
            if (!letter && !suffix.isEmpty()) {
                steps.add(new Step(Kind.PLUS, itself + suffix, from, token.to, start, end + suffix.length()));
            }
            Matcher bare = Pattern.compile("(?s)(.*)['’ʼ＇](.*)").matcher(word);
            if (bare.matches()) {
                if (fold(bare.group(2)).equals("s")) {
                    steps.add(new Step(Kind.BARE, fold(bare.group(1)), from, token.to, start, start + bare.end(1)));
                } else if (fold(bare.group(2)).length() >= 3) {
                    steps.add(new Step(Kind.BARE, fold(bare.group(2)), from, token.to, start + bare.start(2), end));
                }
            }
            if (start > 0
                    && text.charAt(start - 1) == '.'
                    && !isBefore(GOES_ON + "|\\.", start - 1)
                    && word.matches("(?s)\\p{L}.*")) {
                steps.add(new Step(Kind.DOTTED, "." + itself, from, token.to, start - 1, itselfEnd));
            }
        }

        /// Looks back over words, characters and underscores for a `#` that starts a tag.
        private boolean isInHashtag(int start) {
            int at = start;
            for (int i = tokens.size(); i >= 0; i--) {
                int gapStart = i == 0 ? 0 : tokens.get(i - 1).gapStart;
                Matcher sign = SIGN.matcher(text);
                for (int from = gapStart; sign.find(from) && sign.start() < at; from = sign.end()) {
                    if (!isBefore(WORD + "|" + MARK, sign.start())
                            && text.substring(sign.end(), at).matches("_*")) {
                        return "#＃".contains(sign.group());
                    }
                }
                if (i == 0
                        || !(tokens.get(i - 1).word || tokens.get(i - 1).character)
                        || !isUnderscores(gapStart, at)) {
                    return false;
                }
                at = tokens.get(i - 1).start;
            }
            return false;
        }

        /// Whether the code point before is such; a look-behind would see halves of pairs.
        private boolean isBefore(String what, int at) {
            return at > 0 && Character.toString(text.codePointBefore(at)).matches(what);
        }

        private boolean isUnderscores(int from, int to) {
            return text.substring(from, to).replaceAll(IGNORED, "").matches("_*");
        }

        private void pieces(String word, Token token) {
            List<Integer> cuts = new ArrayList<>(List.of(0));
            int before = -1;
            int letters = 0;
            for (int at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
                int c = word.codePointAt(at);
                if (!Character.toString(c).matches(WORD)) {
                    continue;
                }
                if (before >= 0
                        && isCut(before, c, word.substring(at + Character.charCount(c)))
                        && !(letters == 1 && !Character.isUpperCase(before))) {
                    cuts.add(at);
                }
                before = c;
                letters++;
            }
            if (cuts.size() > 1) {
                token.to = token.from + cuts.size();
                cuts.add(word.length());
                for (int i = 0; i + 1 < cuts.size(); i++) {
                    String piece = word.substring(cuts.get(i), cuts.get(i + 1));
                    int from = token.from + i;
                    steps.add(new Step(
                            Kind.PIECE,
                            fold(piece),
                            from,
                            from + 1,
                            token.start + cuts.get(i),
                            token.start + cuts.get(i + 1)));
                }
            }
        }

        private static boolean isCut(int before, int c, String rest) {
            boolean number = Character.toString(c).matches("\\p{N}");
            boolean numberBefore = Character.toString(before).matches("\\p{N}");
            if (number) {
                return !numberBefore;
            }
            boolean upper = Character.isUpperCase(c);
            boolean lowerNext = rest.matches("(?s)\\p{L}.*") && !Character.isUpperCase(rest.codePointAt(0));
            return upper && (numberBefore || !Character.isUpperCase(before) || lowerNext);
        }

        private void tags() {
            Matcher sign = SIGN.matcher(text);
            while (sign.find()) {
                int at = sign.start();
                boolean inGap = tokens.stream().noneMatch(token -> token.start <= at && at < token.gapStart);
                int first = 0;
                while (first < tokens.size() && tokens.get(first).start <= at) {
                    first++;
                }
                if (inGap && !isBefore(WORD + "|" + MARK, at)) {
                    tag(sign, first);
                }
            }
        }

        private void tag(Matcher sign, int first) {
            StringBuilder said = new StringBuilder(Normalizer.normalize(sign.group(), Normalizer.Form.NFKC));
            said.append(text, sign.end(), tokens.get(first).start).append(tokens.get(first).text);
            int last = first;
            while (last + 1 < tokens.size()) {
                Token next = tokens.get(last + 1);
                int gapStart = tokens.get(last).gapStart;
                if (!(next.word || next.character) || !isUnderscores(gapStart, next.start)) {
                    break;
                }
                said.append(text.substring(gapStart, next.start).replaceAll("[^_]", ""))
                        .append(next.text);
                last++;
            }
            Token end = tokens.get(last);
            steps.add(new Step(Kind.TAG, said.toString(), tokens.get(first).from, end.to, sign.start(), end.end));
        }

        private void hyphens() {
            for (int first = 0; first < tokens.size(); first++) {
                int last = first;
                StringBuilder said = new StringBuilder(tokens.get(first).text);
                while (last + 1 < tokens.size() && isJoined(tokens.get(last), tokens.get(last + 1))) {
                    last++;
                    said.append(tokens.get(last).text);
                    boolean longest = last + 1 == tokens.size() || !isJoined(tokens.get(last), tokens.get(last + 1));
                    boolean whole = longest && (first == 0 || !isJoined(tokens.get(first - 1), tokens.get(first)));
                    if (last == first + 1 || whole) {
                        Token from = tokens.get(first);
                        Token to = tokens.get(last);
                        steps.add(new Step(Kind.JOINED, said.toString(), from.from, to.to, from.start, to.end));
                    }
                }
            }
        }

        private boolean isJoined(Token one, Token next) {
            String gap = text.substring(one.gapStart, next.start).replaceAll(IGNORED, "");
            return one.word && next.word && !one.plus && HYPHEN.matcher(gap).matches();
        }
    }

    private BruteForce() {}

    private static String fold(String raw) {
        String kept = raw.replaceAll(IGNORED + "|['’ʼ＇]", "");
        String bare =
                POINTS.matcher(Normalizer.normalize(kept, Normalizer.Form.NFKD)).replaceAll("");
        String lower = bare.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(POINTS.matcher(lower).replaceAll(""), Normalizer.Form.NFKC);
    }

    /// Rule 9.
    static Set<List<String>> sequences(String term) {
        Part part = new Part(term);
        Set<List<String>> all = new LinkedHashSet<>();
        for (boolean joined : new boolean[] {false, true}) {
            List<Step> path = path(part, joined);
            all.add(path.stream().map(Step::text).toList());
            all.add(path.stream()
                    .filter(step -> step.kind != Kind.GAP)
                    .map(Step::text)
                    .toList());
        }
        List<Step> plain =
                path(part, false).stream().filter(step -> step.kind != Kind.GAP).toList();
        boolean asWritten = plain.stream()
                .allMatch(step -> step.kind == Kind.ITSELF
                        && part.tokens.stream()
                                .anyMatch(token -> token.from == step.from && (token.word || token.character)));
        boolean aWord = part.tokens.stream().anyMatch(token -> token.word);
        if (plain.size() > 1 && asWritten && aWord) {
            all.add(List.of("#" + String.join("", plain.stream().map(Step::text).toList())));
        }
        all.remove(List.of());
        return all;
    }

    private static List<Step> path(Part part, boolean joined) {
        List<Step> path = new ArrayList<>();
        int place = 0;
        while (part.starting.containsKey(place)) {
            Step best = part.starting.get(place).stream()
                    .filter(step -> joined || step.kind != Kind.JOINED)
                    .max(Comparator.comparing(Step::kind).thenComparingInt(Step::to))
                    .orElseThrow();
            path.add(best);
            place = best.to;
        }
        return path;
    }

    /// Rule 10, for one term with its sequences.
    static List<Hit> hits(String term, Set<List<String>> sequences, List<Part> parts, List<String> originals) {
        List<Hit> all = new ArrayList<>();
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            List<int[]> spans = new ArrayList<>();
            for (List<String> sequence : sequences) {
                for (Step first : part.saying.getOrDefault(sequence.getFirst(), List.of())) {
                    ends(part, sequence, 1, first, ends -> spans.add(new int[] {first.start, ends}));
                }
            }
            spans.sort(Comparator.<int[]>comparingInt(span -> span[0]).thenComparingInt(span -> -span[1]));
            int free = 0;
            for (int[] span : spans) {
                if (span[0] >= free) {
                    String surface = originals.get(number).substring(span[0], span[1]);
                    all.add(new Hit(term, surface, number, span[0], span[1]));
                    free = span[1];
                }
            }
        }
        return all;
    }

    private static void ends(Part part, List<String> sequence, int index, Step last, IntConsumer found) {
        if (index == sequence.size()) {
            found.accept(last.end);
            return;
        }
        for (Step next : part.starting.getOrDefault(last.to, List.of())) {
            if (next.text.equals(sequence.get(index))) {
                ends(part, sequence, index + 1, next, found);
            }
        }
    }

    /// A query with the sequences of its terms and excludes, worked out once.
    record Prepared(Query query, List<Set<List<String>>> terms, List<Set<List<String>>> excludes) {
        static Prepared of(Query query) {
            List<Set<List<String>>> terms = query.terms().stream()
                    .map(term -> {
                        Set<List<String>> all = sequences(term.text());
                        term.variations().forEach(variation -> all.addAll(sequences(variation)));
                        return all;
                    })
                    .toList();
            return new Prepared(
                    query,
                    terms,
                    query.excludes().stream().map(BruteForce::sequences).toList());
        }
    }

    static List<Part> read(Text text) {
        return text.parts().stream().map(Part::new).toList();
    }

    /// The match of a query, or null.
    static @Nullable Match match(Prepared prepared, Text text, List<Part> parts) {
        Query query = prepared.query();
        if (!passes(query.filters(), text)) {
            return null;
        }
        for (Set<List<String>> exclude : prepared.excludes()) {
            if (!hits("", exclude, parts, text.parts()).isEmpty()) {
                return null;
            }
        }
        double largest = query.terms().stream().mapToDouble(Term::weight).max().orElse(0);
        double missed = 1;
        List<Hit> all = new ArrayList<>();
        for (int i = 0; i < query.terms().size(); i++) {
            Term term = query.terms().get(i);
            List<Hit> hits = hits(term.text(), prepared.terms().get(i), parts, text.parts());
            if (!hits.isEmpty()) {
                missed *= 1 - term.weight() / Math.max(1, largest) * hits.size() / (hits.size() + 1.0);
                all.addAll(hits);
            }
        }
        return all.isEmpty() ? null : new Match(query.id(), 1 - missed, all);
    }

    private static boolean passes(Filters filters, Text text) {
        String language = text.language();
        return in(filters.platforms(), text.platform())
                && in(filters.types(), text.type())
                && in(filters.languages(), language == null ? null : language.split("[-_]", -1)[0])
                && in(filters.sentiments(), text.sentiment())
                && (filters.places().isEmpty() || text.places().stream().anyMatch(place -> in(filters.places(), place)))
                && (!filters.verifiedOnly() || text.verified())
                && (filters.minFollowers() <= 0 || text.followers() >= filters.minFollowers())
                && filters.minimums().entrySet().stream()
                        .allMatch(minimum -> minimum.getValue() <= 0
                                || text.counts().getOrDefault(minimum.getKey(), 0.0) >= minimum.getValue());
    }

    private static boolean in(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.stream().anyMatch(one -> one.equalsIgnoreCase(value)));
    }
}
