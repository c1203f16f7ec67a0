package io.automedia.textanalysis.training;

import java.text.DateFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Words of a language that the Java runtime knows from the Unicode CLDR: names of months, days, languages and
/// countries, a few together as one text.
final class LanguageNames {
    private static final List<String> NAMED = List.of(
            "en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "cs", "hu", "ro", "tr", "ru", "uk", "ar",
            "fa", "hi", "zh", "ja", "ko", "el", "he", "la", "ga", "is", "sq", "hy");
    private static final List<String> COUNTRIES = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "NL", "SE", "DK", "NO", "FI", "PL", "CZ", "HU", "RO", "TR", "RU", "UA",
            "GR", "EG", "IN", "CN", "JP", "KR", "ZA", "MX", "CH", "AT", "BE", "IE");
    private static final int TOGETHER = 5;

    private LanguageNames() {}

    /// The texts for a language given as ISO 639-1 code.
    static List<String> texts(String language) {
        Locale locale = Locale.of(language);
        DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
        List<String> names = new ArrayList<>();
        names.addAll(List.of(symbols.getMonths()));
        names.addAll(List.of(symbols.getWeekdays()));
        Stream.concat(
                        NAMED.stream().map(code -> Locale.of(code).getDisplayLanguage(locale)),
                        COUNTRIES.stream().map(code -> Locale.of("", code).getDisplayCountry(locale)))
                .forEach(names::add);
        names.removeIf(String::isBlank);
        return together(names, TOGETHER);
    }

    /// Texts of so many consecutive words, each beginning where the one before has its middle.
    static List<String> together(List<String> words, int count) {
        List<String> texts = new ArrayList<>();
        int step = Math.max(1, count / 2);
        for (int start = 0; start < words.size(); start += step) {
            texts.add(String.join(" ", words.subList(start, Math.min(words.size(), start + count))));
        }
        return texts;
    }
}
