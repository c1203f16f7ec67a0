package io.automedia.standingqueries;

import static io.automedia.standingqueries.Texts.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordRulesTest {
    @Test
    void aWordIsFoundAsAWholeWordOnly() {
        assertThat(found("bitcoin", "Why Bitcoin? bitcoins are not BITCOIN, cryptobitcoin neither."))
                .isEqualTo("Bitcoin|BITCOIN");
        assertThat(found("co", "A company, https://t.co/KzXdQ1 and co-op")).isEqualTo("co");
    }

    @Test
    void linksAreSkippedWhereverTheyStand() {
        assertThat(found("abc", "看这里https://t.co/abc快来看", "wow🔥http://abc.example/abc", "wordhttps://t.co/abc"))
                .isEmpty();
        assertThat(found("abc", "pic.twitter.com/abc", "www.abc.net", "(bit.ly/abc)", "看t.cn/abc"))
                .isEmpty();
        assertThat(found("wow", "wow🔥http://a.example/b", "wowhttps://t.co/abc"))
                .isEqualTo("wow|wow");
        assertThat(found("快来看", "看这里https://t.co/abc快来看")).isEqualTo("快来看");
        assertThat(found("react", "Node.js/React and ASP.NET/React")).isEqualTo("React|React");
        assertThat(found("read this", "read https://t.co/abc this")).isEmpty();
    }

    @Test
    void caseIsFoldedInFull() {
        assertThat(found("straße", "STRASSE, Strasse und Straße")).isEqualTo("STRASSE|Strasse|Straße");
        assertThat(found("ΟΔΟΣ", "η οδός και οδος")).isEqualTo("οδός|οδος");
        assertThat(found("istanbul", "İstanbul'da ISTANBUL")).isEqualTo("ISTANBUL");
        assertThat(found("istanbul", "İstanbul güzel")).isEqualTo("İstanbul");
    }

    @Test
    void accentsAndPointsDoNotMatterButVowelSignsDo() {
        assertThat(found("cafe", "Café, CAFE\u0301 and cafe")).isEqualTo("Café|CAFE\u0301|cafe");
        assertThat(found("محمد", "مُحَمَّد")).isEqualTo("مُحَمَّد");
        assertThat(found("שלום", "שָׁלוֹם")).isEqualTo("שָׁלוֹם");
        assertThat(found("हिन्दी", "मुझे हिन्दी पसंद है")).isEqualTo("हिन्दी");
        assertThat(found("हनद", "मुझे हिन्दी पसंद है")).isEmpty();
    }

    @Test
    void compatibilityFormsAreTheSameButSignsAreNotLetters() {
        assertThat(found("bitcoin", "ＢＩＴＣＯＩＮ 𝐁𝐢𝐭𝐜𝐨𝐢𝐧 Bit\u200Bcoin"))
                .isEqualTo("ＢＩＴＣＯＩＮ|𝐁𝐢𝐭𝐜𝐨𝐢𝐧|Bit\u200Bcoin");
        assertThat(found("ガンダム", "ｶﾞﾝﾀﾞﾑ")).isEqualTo("ｶﾞﾝﾀﾞﾑ");
        assertThat(found("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")).isNotEmpty();
        assertThat(found("tm", "Nike™ TM")).isEqualTo("TM");
        assertThat(found("coca cola zero", "Coca Cola™ Zero®")).isEqualTo("Coca Cola™ Zero");
    }

    @Test
    void programmingLanguagesAreNotLetters() {
        assertThat(found("C++", "C++, c++20, C, C#")).isEqualTo("C++|c++");
        assertThat(found("C#", "C# (not C, C++ or #C)")).isEqualTo("C#");
        assertThat(found("C", "C#, C++ and C")).isEqualTo("C");
        assertThat(found(".NET", "I love .NET; the net, ASP.NET")).isEqualTo(".NET");
        assertThat(found("net", "I love .NET")).isEqualTo("NET");
        assertThat(found("Disney+", "Disney+ is not Disney, Disney+Pixar")).isEqualTo("Disney+");
        assertThat(found("Disney", "Disney+ is not Disney")).isEqualTo("Disney|Disney");
    }

    @Test
    void apostrophesJoinAndPossessivesAreSeenThrough() {
        assertThat(found("don't", "Don’t, dont, don't")).isEqualTo("Don’t|dont|don't");
        assertThat(found("don", "don't")).isEmpty();
        assertThat(found("trump", "Trump's and Trump’s, trumps")).isEqualTo("Trump|Trump");
        assertThat(found("McDonald's", "McDonalds or McDonald’s")).isEqualTo("McDonalds|McDonald’s");
        assertThat(found("équipe", "Vive l'Equipe de France")).isEqualTo("Equipe");
    }

    @Test
    void hyphenatedWordsAreOneWordAndTwo() {
        assertThat(found("COVID-19", "covid19 COVID-19 Covid 19")).isEqualTo("covid19|COVID-19|Covid 19");
        assertThat(found("covid19", "COVID-19-related, COVID 19")).isEqualTo("COVID-19");
        assertThat(found("covid 19", "COVID-19, covid19")).isEqualTo("COVID-19");
        assertThat(found("state-of-the-art", "stateoftheart, state of the art"))
                .isEqualTo("stateoftheart|state of the art");
    }

    @Test
    void numbersKeepTheirPoints() {
        assertThat(found("GPT-4", "GPT-4.1, GPT-4.")).isEqualTo("GPT-4");
        assertThat(found("3.5", "3.5 and 3. 5 and 3,5")).isEqualTo("3.5");
    }

    @Test
    void emojiAreTermsAndSkinTonesDoNotMatter() {
        assertThat(found("🚀", "Bitcoin🚀🚀 to the moon")).isEqualTo("🚀|🚀");
        assertThat(found("👍", "ok 👍🏽!")).isEqualTo("👍🏽");
        assertThat(found("❤️", "I ❤ NY, I ❤️ NY")).isEqualTo("❤|❤️");
        assertThat(found("👩‍💻", "she is 👩🏽‍💻")).isEqualTo("👩🏽‍💻");
        assertThat(found("🇨🇳", "🇺🇸🇨🇳")).isEqualTo("🇨🇳");
        assertThat(found("bitcoin", "🔥bitcoin🔥")).isEqualTo("bitcoin");
        assertThat(found("1", "1️⃣ first")).isNotEmpty();
    }

    @Test
    void signsOfTagsNamesAndCashMeanThem() {
        assertThat(found("AAPL", "$AAPL, AAPL #aapl @AAPL")).isEqualTo("AAPL|AAPL|aapl|AAPL");
        assertThat(found("$AAPL", "$AAPL, AAPL #aapl @AAPL")).isEqualTo("$AAPL");
        assertThat(found("@nasa", "nasa @NASA @nasa_fans @nasahubble me@nasa.gov"))
                .isEqualTo("@NASA");
        assertThat(found("#metoo", "#MeToo metoo #metoo2")).isEqualTo("#MeToo");
        assertThat(found("#上海", "#上海 #上海话题# 上海")).isEqualTo("#上海");
    }

    @Test
    void hashtagsAreReadAsWords() {
        assertThat(found(
                        "black lives matter",
                        "#BlackLivesMatter, #black_lives_matter #blacklivesmatter black lives matter"))
                .isEqualTo("#BlackLivesMatter|black_lives_matter|#blacklivesmatter|black lives matter");
        assertThat(found("blacklivesmatter", "#BlackLivesMatter")).isEqualTo("BlackLivesMatter");
        assertThat(found("usa today", "#USAToday")).isEqualTo("#USAToday");
        assertThat(found("election 2024", "#Election2024")).isEqualTo("#Election2024");
        assertThat(found("phone", "#iPhone #iPhonePhone BlackPhone")).isEqualTo("Phone");
    }
}
