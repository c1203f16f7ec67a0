package io.automedia.standingqueries;

/// What has been seen since the last token, and whether a phrase may go on across it (README, rule 7).
final class GapReader {
    private int signs;
    private int underscores;
    private int hyphens;
    private boolean stopped;
    private boolean dotFirst;
    private boolean dotBefore;
    private boolean dot;
    private boolean dotAndSpace;

    void clear() {
        signs = 0;
        underscores = 0;
        hyphens = 0;
        stopped = false;
        dotFirst = false;
        dotBefore = false;
        dot = false;
        dotAndSpace = false;
    }

    void space() {
        signs++;
        dotBefore = false;
        dotAndSpace |= dot;
    }

    void stop() {
        signs++;
        dotBefore = false;
        stopped = true;
        // a line break is white space too
        dotAndSpace |= dot;
    }

    void link() {
        stop();
    }

    void sign(int codePoint) {
        boolean isDot = codePoint == '.';
        dotFirst |= isDot && signs == 0;
        stopped |= isDot && dotBefore;
        dotBefore = isDot;
        dot |= isDot;
        underscores += codePoint == '_' ? 1 : 0;
        hyphens += CharacterClass.isHyphen(codePoint) ? 1 : 0;
        signs++;
    }

    boolean isEmpty() {
        return signs == 0;
    }

    boolean isUnderscores() {
        return signs == underscores;
    }

    boolean isHyphen() {
        return signs == 1 && hyphens == 1;
    }

    boolean breaks(boolean afterAbbreviation) {
        return stopped || (dotAndSpace && !(dotFirst && afterAbbreviation));
    }
}
