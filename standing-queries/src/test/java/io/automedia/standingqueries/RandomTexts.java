package io.automedia.standingqueries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Texts and queries as people write them, put together by a seed from pieces that have made trouble.
final class RandomTexts {
    private static final List<String> WORDS = List.of(
            "bitcoin",
            "Bitcoin's",
            "BTC",
            "$BTC",
            "the",
            "white",
            "house",
            "White House",
            "New York",
            "#NewYork",
            "black lives matter",
            "#BlackLivesMatter",
            "#blacklivesmatter",
            "black",
            "lives",
            "don't",
            "don’t",
            "dont",
            "COVID-19",
            "covid19",
            "Covid 19",
            "covid",
            "19",
            "state-of-the-art",
            "C++",
            "C#",
            "c",
            ".NET",
            "net",
            "ASP.NET",
            "Node.js",
            "Disney+",
            "disney",
            "A+",
            "+1",
            "AT&T",
            "U.S.",
            "St.",
            "Louis",
            "3.5",
            "1,000",
            "GPT-4",
            "straße",
            "STRASSE",
            "Café",
            "cafe\u0301",
            "l'équipe",
            "O'Brien",
            "İstanbul",
            "ΟΔΟΣ",
            "οδός",
            "йод",
            "हिन्दी",
            "مُحَمَّد",
            "أحمد",
            "שָׁלוֹם",
            "Nike™",
            "iPhone",
            "#iPhone15Pro",
            "#USAToday",
            "#Election2024",
            "@nasa",
            "@NASA_fans",
            "@john_doe",
            "#new_york",
            "##",
            "@",
            "#",
            "_",
            "$100",
            "ＢＩＴＣＯＩＮ",
            "𝐁𝐢𝐭",
            "①",
            "½",
            "Bit\u200Bcoin",
            "soft\u00ADhyphen",
            "rock'n'roll",
            "'90s",
            "boys'",
            "e-mail",
            "x-",
            "\uD83D");
    private static final List<String> EAST = List.of(
            "上海",
            "北京",
            "上",
            "海",
            "话题",
            "#上海话题#",
            "#上海#",
            "哈利·波特",
            "哈利波特",
            "人工智能",
            "中国",
            "@章立凡",
            "天上，海里",
            "手机",
            "iPhone手机",
            "5G手机",
            "ガンダム",
            "ｶﾞﾝﾀﾞﾑ",
            "ビットコイン",
            "コーヒー",
            "한국",
            "비트코인은",
            "ㅋㅋㅋ",
            "\u1112\u1161\u11AB\u1100\u116E\u11A8",
            "กรุงเทพ",
            "ที่",
            "哈哈哈",
            "か\u3099",
            "〇");
    private static final List<String> EMOJI = List.of(
            "🚀",
            "🔥",
            "👍🏽",
            "👍",
            "❤️",
            "❤",
            "👩‍💻",
            "👨‍👩‍👧",
            "🇨🇳",
            "🇺🇸🇨🇳",
            "🇺",
            "1️⃣",
            "©",
            "™",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿");
    private static final List<String> LINKS = List.of(
            "https://t.co/abc",
            "http://上海.example/x",
            "www.example.com",
            "t.cn/abc",
            "pic.twitter.com/xYz",
            "https://x.example/(a)",
            "bit.ly/x#y",
            "HTTPS://A.B/c",
            "example.com",
            "me@nasa.gov",
            "a.www.co/x",
            "www.",
            "://",
            "..t.co/x",
            "http:/",
            "and/or");
    private static final List<String> BETWEEN = List.of(
            " ", " ", " ", " ", " ", " ", "", "", "", "\n", ". ", ", ", "! ", "，", "。", "-", "-", "_", "/", " - ", "'",
            "’s ", "…", "..", ".", "? ", ": ", "#", " #", " @", "+", "++", " .", "\u200B", "\u0301", "|", "\uFE0F", "–",
            "＃", "\u00A0");
    private static final List<String> PLATFORMS =
            List.of("twitter", "Facebook", "instagram", "tiktok", "xiaohongshu", "weibo", "reddit", "mastodon");
    private static final List<String> TYPES = List.of("tweet", "post", "video", "Story");
    private static final List<String> LANGUAGES = List.of("en", "zh", "zh-Hant", "pt_BR", "PT", "ja", "und");
    private static final List<String> SENTIMENTS = List.of("positive", "negative", "neutral");
    private static final List<String> PLACES = List.of("Paris", "Germany", "new york", "深圳");
    private static final List<String> COUNTS = List.of("likes", "retweets", "score", "views");

    private final Random random;

    RandomTexts(long seed) {
        random = new Random(seed);
    }

    Text text() {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(phrase(random.nextInt(14)));
        }
        Map<String, Double> counts = new HashMap<>();
        some(COUNTS).forEach(name -> counts.put(name, (double) random.nextInt(-5, 20)));
        return new Text(
                parts,
                one(PLATFORMS),
                one(TYPES),
                random.nextInt(5) == 0 ? null : one(LANGUAGES),
                random.nextInt(5) == 0 ? null : one(SENTIMENTS),
                random.nextBoolean(),
                random.nextInt(100),
                counts,
                Set.copyOf(some(PLACES)));
    }

    Query query(long id) {
        List<Term> terms = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> variations = random.nextInt(3) == 0 ? List.of(phrase(1), phrase(2)) : List.of();
            terms.add(new Term(phrase(1 + random.nextInt(3)), random.nextInt(5) / 2.0, variations));
        }
        List<String> excludes = new ArrayList<>();
        for (int i = random.nextInt(12) - 6; i > 0; i--) {
            excludes.add(phrase(1 + random.nextInt(2)));
        }
        return new Query(id, terms, excludes, random.nextBoolean() ? Filters.NONE : filters());
    }

    private Filters filters() {
        Map<String, Long> minimums = new HashMap<>();
        some(COUNTS).forEach(name -> minimums.put(name, (long) random.nextInt(-1, 8)));
        return new Filters(
                Set.copyOf(some(PLATFORMS)),
                Set.copyOf(some(TYPES)),
                Set.copyOf(some(LANGUAGES)),
                Set.copyOf(some(SENTIMENTS)),
                random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? random.nextInt(60) : 0,
                minimums,
                random.nextInt(4) == 0 ? Set.copyOf(some(PLACES)) : Set.of());
    }

    String phrase(int words) {
        StringBuilder phrase = new StringBuilder();
        for (int i = 0; i < words; i++) {
            phrase.append(i == 0 ? "" : one(BETWEEN)).append(word());
        }
        return phrase.toString();
    }

    private String word() {
        int kind = random.nextInt(20);
        if (kind < 11) {
            return one(WORDS);
        } else if (kind < 16) {
            return one(EAST);
        }
        return one(kind < 18 ? EMOJI : LINKS);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Set<String> some(List<String> of) {
        Set<String> some = new HashSet<>();
        while (random.nextInt(5) < 2) {
            some.add(one(of));
        }
        return some;
    }
}
