package io.automedia.standingqueries;

/// Reads one word with what belongs to it: apostrophes, decimal points, `++` and the pieces of a hashtag in camel case
/// (README, rules 4 to 6).
final class WordReader {
    private final Lattice lattice;
    private int part;
    private String source = "";
    private int limit;
    private int apostrophe;
    private boolean plain;
    private boolean ascii;
    private boolean suffixed;
    private int textStart;
    private int textEnd;
    private int sourceEnd;
    private int next;

    WordReader(Lattice lattice) {
        this.lattice = lattice;
    }

    /// The text of the word in the lattice, with the sign that is part of it in `c++`.
    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    int sourceEnd() {
        return sourceEnd;
    }

    /// Where reading goes on.
    int next() {
        return next;
    }

    boolean hasSuffix() {
        return suffixed;
    }

    /// Adds the word that starts at `at` and all its readings; returns the node behind it.
    int read(int inPart, String text, int at, int to, int node, boolean dotted, boolean inHashtag) {
        part = inPart;
        source = text;
        limit = to;
        int end = findEnd(at);
        int suffix = suffix(at, end);
        suffixed = suffix > 0;
        next = end + suffix;
        textStart = lattice.appended();
        int target = -1;
        if (apostrophe >= 0) {
            target = lattice.newNode();
            apostropheReadings(at, end, node, target);
        } else if (inHashtag && plain) {
            target = pieces(at, end, node);
        } else {
            fold(at, end);
        }
        if (target < 0) {
            target = lattice.newNode();
        }
        whole(at, end, suffix, node, target);
        if (dotted) {
            int dottedStart = lattice.appended();
            lattice.append('.');
            lattice.appendAgain(textStart, textEnd);
            lattice.edge(node, target, Reading.DOTTED, dottedStart, lattice.appended(), part, at - 1, sourceEnd);
        }
        return target;
    }

    private void whole(int at, int end, int suffix, int node, int target) {
        textEnd = lattice.appended();
        sourceEnd = end;
        boolean inseparable = suffix > 0 && end - at == 1 && CharacterClass.isLatinLetter(source.charAt(at));
        for (int i = 0; i < suffix; i++) {
            lattice.append(source.charAt(end + i));
        }
        if (inseparable) {
            textEnd = lattice.appended();
            sourceEnd = end + suffix;
        } else if (suffix > 0) {
            lattice.edge(node, target, Reading.PLUS, textStart, lattice.appended(), part, at, end + suffix);
        }
        lattice.edge(node, target, Reading.WHOLE, textStart, textEnd, part, at, sourceEnd);
    }

    private int findEnd(int at) {
        int end = at;
        int look = at;
        apostrophe = -1;
        plain = true;
        ascii = true;
        while (look < limit) {
            char c = source.charAt(look);
            if (c < 0x80 && CharacterClass.of(c) == CharacterClass.WORD) {
                look++;
                end = look;
            } else if (c < 0x80 || CharacterClass.isApostrophe(c)) {
                if (look != end || !joint(look)) {
                    break;
                }
                look++;
            } else {
                int codePoint = source.codePointAt(look);
                byte kind = CharacterClass.of(codePoint);
                if (kind != CharacterClass.WORD && kind != CharacterClass.MARK && kind != CharacterClass.IGNORED) {
                    break;
                }
                ascii = false;
                look += Character.charCount(codePoint);
                if (kind != CharacterClass.IGNORED) {
                    end = look;
                }
            }
        }
        return end;
    }

    /// An apostrophe between letters or a point between digits.
    private boolean joint(int at) {
        char c = source.charAt(at);
        if (at + 1 >= limit) {
            return false;
        }
        if (CharacterClass.isApostrophe(c)) {
            boolean found = CharacterClass.of(source.codePointAt(at + 1)) == CharacterClass.WORD;
            if (found) {
                apostrophe = at;
                plain = false;
            }
            return found;
        }
        boolean point = (c == '.' || c == ',')
                && CharacterClass.isDigit(source.charAt(at - 1))
                && CharacterClass.isDigit(source.charAt(at + 1));
        if (point) {
            plain = false;
        }
        return point;
    }

    private int suffix(int at, int end) {
        if (end >= limit) {
            return 0;
        }
        char c = source.charAt(end);
        char second = end + 1 < limit ? source.charAt(end + 1) : ' ';
        if (c == '+') {
            if (second == '+') {
                boolean third = end + 2 < limit && source.charAt(end + 2) == '+';
                return third ? 0 : 2;
            }
            return goesOn(end + 1) ? 0 : 1;
        }
        boolean sharp = c == '#'
                && end - at == 1
                && CharacterClass.isLatinLetter(source.charAt(at))
                && second != '#'
                && second != '_'
                && !goesOn(end + 1);
        return sharp ? 1 : 0;
    }

    private boolean goesOn(int at) {
        if (at >= limit) {
            return false;
        }
        byte kind = CharacterClass.of(source.codePointAt(at));
        return kind == CharacterClass.WORD || kind == CharacterClass.CHARACTER || kind == CharacterClass.MARK;
    }

    private void apostropheReadings(int at, int end, int node, int target) {
        fold(at, apostrophe);
        int middle = lattice.appended();
        fold(apostrophe + 1, end);
        int last = lattice.appended();
        if (last - middle == 1 && lattice.appendedAt(middle) == 's') {
            lattice.edge(node, target, Reading.BARE, textStart, middle, part, at, apostrophe);
        } else if (last - middle >= 3) {
            lattice.edge(node, target, Reading.BARE, middle, last, part, apostrophe + 1, end);
        }
    }

    private int pieces(int at, int end, int node) {
        int pieceStart = at;
        int from = node;
        int cut = CamelCase.nextCut(source, at, at, end);
        while (cut < end) {
            from = piece(pieceStart, cut, from);
            pieceStart = cut;
            cut = CamelCase.nextCut(source, at, cut, end);
        }
        if (pieceStart == at) {
            fold(at, end);
            return -1;
        }
        return piece(pieceStart, end, from);
    }

    private int piece(int at, int end, int from) {
        int pieceText = lattice.appended();
        fold(at, end);
        int to = lattice.newNode();
        lattice.edge(from, to, Reading.PIECE, pieceText, lattice.appended(), part, at, end);
        return to;
    }

    private void fold(int from, int to) {
        if (ascii) {
            for (int i = from; i < to; i++) {
                char c = source.charAt(i);
                if (!CharacterClass.isApostrophe(c)) {
                    lattice.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
                }
            }
            return;
        }
        int mark = lattice.appended();
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (CharacterClass.isApostrophe(c) || CharacterClass.of(c) == CharacterClass.IGNORED) {
                continue;
            }
            char folded = Folding.single(c);
            if (Folding.isMany(folded)) {
                lattice.cutBackTo(mark);
                lattice.append(Folding.fold(withoutIgnored(source, from, to)));
                return;
            }
            lattice.append(folded);
        }
    }

    static String withoutIgnored(String source, int from, int to) {
        StringBuilder kept = new StringBuilder(to - from);
        source.substring(from, to)
                .codePoints()
                .filter(c -> CharacterClass.of(c) != CharacterClass.IGNORED
                        && !(c <= Character.MAX_VALUE && CharacterClass.isApostrophe((char) c)))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
