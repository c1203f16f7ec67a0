package io.automedia.standingqueries;

/// Reads a text into a [Lattice] by rules 2 to 8 of the README, in one pass.
final class Tokenizer {
    private static final int ABBREVIATION = 4;

    private final Lattice lattice;
    private final TagReader tags;
    private final HyphenReader hyphens;
    private final GapReader gap = new GapReader();
    private final WordReader words;

    private String source = "";
    private int part;
    private int node;
    private byte previous;
    private int previousLength;

    Tokenizer(Lattice lattice) {
        this.lattice = lattice;
        this.tags = new TagReader(lattice);
        this.hyphens = new HyphenReader(lattice);
        this.words = new WordReader(lattice);
    }

    /// Adds one part; no path leads from one part into another.
    void read(int inPart, String text) {
        source = text;
        part = inPart;
        node = lattice.newNode();
        previous = CharacterClass.OTHER;
        gap.clear();
        tags.begin(inPart);
        hyphens.begin(inPart);
        Links links = new Links(text);
        int from = 0;
        while (links.next()) {
            readBetweenLinks(from, links.start());
            gap.link();
            from = links.end();
        }
        readBetweenLinks(from, text.length());
        tags.end();
        hyphens.end();
    }

    private void readBetweenLinks(int from, int to) {
        int at = from;
        while (at < to) {
            int codePoint = source.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            switch (CharacterClass.of(codePoint)) {
                case CharacterClass.WORD -> at = word(at, from, to);
                case CharacterClass.CHARACTER -> at = character(at, next, to);
                case CharacterClass.EMOJI -> at = emoji(at, next, to);
                case CharacterClass.FLAG -> at = flag(at, next, to);
                case CharacterClass.IGNORED -> at = next;
                case CharacterClass.SPACE -> {
                    gap.space();
                    at = next;
                }
                case CharacterClass.BREAK -> {
                    gap.stop();
                    at = next;
                }
                default -> {
                    sign(codePoint, at, from, to);
                    at = next;
                }
            }
        }
    }

    private void sign(int codePoint, int at, int from, int to) {
        char sigil = sigil(codePoint);
        gap.sign(codePoint);
        if (sigil != 0 && startsTag(sigil, at, from, to)) {
            tags.start(sigil, at);
        } else if (codePoint == '_') {
            tags.underscore();
        }
    }

    private static char sigil(int c) {
        return switch (c) {
            case '#', '＃' -> '#';
            case '@', '＠' -> '@';
            case '$', '＄' -> '$';
            default -> 0;
        };
    }

    private boolean startsTag(char sigil, int at, int from, int to) {
        if (at > from && isWordOrMark(Character.codePointBefore(source, at))) {
            return false;
        }
        int next = at + 1;
        if (sigil == '$') {
            return next < to && CharacterClass.isLatinLetter(source.charAt(next));
        }
        while (next < to && source.charAt(next) == '_') {
            next++;
        }
        return next < to && isWordOrCharacter(source.codePointAt(next));
    }

    private static boolean isWordOrMark(int codePoint) {
        byte kind = CharacterClass.of(codePoint);
        return kind == CharacterClass.WORD || kind == CharacterClass.MARK;
    }

    private static boolean isWordOrCharacter(int codePoint) {
        byte kind = CharacterClass.of(codePoint);
        return kind == CharacterClass.WORD || kind == CharacterClass.CHARACTER;
    }

    private int word(int at, int from, int to) {
        boolean dotted = at > from && isDotBefore(at, from);
        int first = begin(CharacterClass.WORD);
        node = words.read(part, source, at, to, first, dotted, tags.isHashtag());
        int textStart = words.textStart();
        int textEnd = words.textEnd();
        tags.token(textStart, textEnd, first, node, words.sourceEnd());
        hyphens.word(textStart, textEnd, first, node, at, words.sourceEnd(), words.hasSuffix());
        previousLength = textEnd - textStart;
        return words.next();
    }

    private boolean isDotBefore(int at, int from) {
        if (source.charAt(at - 1) != '.' || !Character.isLetter(source.codePointAt(at))) {
            return false;
        }
        if (at - 1 == from) {
            return true;
        }
        int before = Character.codePointBefore(source, at - 1);
        return !isWordOrMark(before) && CharacterClass.of(before) != CharacterClass.CHARACTER && before != '.';
    }

    private int character(int at, int next, int to) {
        int end = next;
        int look = next;
        boolean plain = true;
        while (look < to) {
            int codePoint = source.codePointAt(look);
            byte kind = CharacterClass.of(codePoint);
            if (kind != CharacterClass.MARK && kind != CharacterClass.IGNORED) {
                break;
            }
            look += Character.charCount(codePoint);
            if (kind == CharacterClass.MARK) {
                end = look;
                plain = false;
            }
        }
        int first = begin(CharacterClass.CHARACTER);
        int textStart = lattice.appended();
        char single = plain ? Folding.single(source.charAt(at)) : 0;
        if (plain && !Folding.isMany(single)) {
            lattice.append(single);
        } else {
            lattice.append(Folding.fold(WordReader.withoutIgnored(source, at, end)));
        }
        finish(Reading.WHOLE, first, textStart, at, end);
        tags.token(textStart, lattice.appended(), first, node, end);
        return end;
    }

    private int emoji(int at, int next, int to) {
        int end = next;
        while (end < to) {
            int codePoint = source.codePointAt(end);
            boolean style = codePoint == 0xFE0E || codePoint == 0xFE0F;
            if (!style && !(codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        int first = begin(CharacterClass.EMOJI);
        int textStart = lattice.appended();
        lattice.append(source.subSequence(at, next));
        finish(Reading.WHOLE, first, textStart, at, end);
        return end;
    }

    private int flag(int at, int next, int to) {
        if (next >= to || CharacterClass.of(source.codePointAt(next)) != CharacterClass.FLAG) {
            gap.sign(source.codePointAt(at));
            return next;
        }
        int first = begin(CharacterClass.EMOJI);
        int textStart = lattice.appended();
        lattice.append(source.subSequence(at, next + 2));
        finish(Reading.WHOLE, first, textStart, at, next + 2);
        return next + 2;
    }

    private void finish(Reading reading, int first, int textStart, int at, int end) {
        node = lattice.newNode();
        previousLength = lattice.appended() - textStart;
        lattice.edge(first, node, reading, textStart, lattice.appended(), part, at, end);
    }

    /// Closes the gap before a token of this kind and says at which node the token starts.
    private int begin(byte kind) {
        boolean abbreviated = previous == CharacterClass.WORD && previousLength <= ABBREVIATION;
        boolean tight = previous == CharacterClass.CHARACTER && kind == CharacterClass.CHARACTER;
        if (previous != CharacterClass.OTHER && (gap.breaks(abbreviated) || (tight && !gap.isEmpty()))) {
            int after = lattice.newNode();
            int textStart = lattice.appended();
            lattice.append(Lattice.GAP_TEXT);
            lattice.edge(node, after, Reading.GAP, textStart, lattice.appended(), part, 0, 0);
            node = after;
        }
        tags.before(kind, gap);
        hyphens.before(kind, gap);
        gap.clear();
        previous = kind;
        return node;
    }
}
