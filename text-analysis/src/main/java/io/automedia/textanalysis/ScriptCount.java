package io.automedia.textanalysis;

import io.automedia.textanalysis.model.FoldedText;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/// How many letters of each script a text has. A Chinese, Japanese or Korean letter counts as three, because it
/// says about as much as three of an alphabet.
final class ScriptCount {
    private static final double CJK_WEIGHT = 3;

    private final Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    private int latin;

    static ScriptCount of(FoldedText text) {
        ScriptCount count = new ScriptCount();
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '@') {
                position = endOfAsciiName(text, position + 1);
            } else {
                count.add(character);
                position++;
            }
        }
        return count;
    }

    private static int endOfAsciiName(FoldedText text, int start) {
        int position = start;
        while (position < text.length() && text.charAt(position) >= 'a' && text.charAt(position) <= 'z') {
            position++;
        }
        return position;
    }

    private void add(char character) {
        if (character < 0x250) {
            if (Character.isLetter(character)) {
                latin++;
            }
        } else if (character >= 0x4E00 && character <= 0x9FFF) {
            counts.merge(UnicodeScript.HAN, 1, Integer::sum);
        } else if (Character.isLetter(character)) {
            counts.merge(UnicodeScript.of(character), 1, Integer::sum);
        }
    }

    int of(UnicodeScript script) {
        return script == UnicodeScript.LATIN ? latin : counts.getOrDefault(script, 0);
    }

    int kana() {
        return of(UnicodeScript.HIRAGANA) + of(UnicodeScript.KATAKANA);
    }

    /// The script with the most weight, or COMMON where there is no letter at all. Kana counts as Han.
    UnicodeScript strongest() {
        UnicodeScript strongest = latin > 0 ? UnicodeScript.LATIN : UnicodeScript.COMMON;
        double most = latin;
        for (UnicodeScript script : counts.keySet()) {
            double weight = weight(script);
            if (weight > most) {
                most = weight;
                strongest = script;
            }
        }
        return strongest == UnicodeScript.HIRAGANA || strongest == UnicodeScript.KATAKANA
                ? UnicodeScript.HAN
                : strongest;
    }

    /// The part of the text's weight, from 0 to 1, that this script has.
    double share(UnicodeScript script) {
        double total = latin;
        for (UnicodeScript other : counts.keySet()) {
            total += other == UnicodeScript.HIRAGANA || other == UnicodeScript.KATAKANA
                    ? CJK_WEIGHT * of(other)
                    : other == UnicodeScript.HAN ? CJK_WEIGHT * of(other) : weight(other);
        }
        return total == 0 ? 0 : weight(script) / total;
    }

    private double weight(UnicodeScript script) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA -> CJK_WEIGHT * (of(UnicodeScript.HAN) + kana());
            case HANGUL -> CJK_WEIGHT * of(script);
            default -> of(script);
        };
    }
}
