package io.automedia.standingqueries;

import java.util.List;

/// A sequence of tokens as characters, last token first, each with [#NEXT] behind it and [#END] behind all: in the
/// order in which a reader comes back from the end of a path. Neither sign can be in a token.
final class Spelling {
    static final char END = 0;
    static final char NEXT = 1;

    private Spelling() {}

    static char[] of(List<String> sequence) {
        StringBuilder spelled = new StringBuilder();
        for (String token : sequence.reversed()) {
            spelled.append(token).append(NEXT);
        }
        return spelled.append(END).toString().toCharArray();
    }
}
