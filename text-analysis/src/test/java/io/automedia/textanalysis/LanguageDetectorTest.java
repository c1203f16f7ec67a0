package io.automedia.textanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
    private static final LanguageDetector DETECTOR = LanguageDetector.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Traffic on the bridge is terrible again this morning, leave early!
            en | That was fast.
            es | Esta noche juega mi equipo y estoy muy nervioso por el resultado
            fr | Mon voisin écoute de la musique toute la nuit et je ne dors plus
            de | Der Bus kam schon wieder zwanzig Minuten zu spät, unglaublich
            it | Stasera guardiamo la partita tutti insieme a casa di Marco
            pt | Não acredito que o ônibus atrasou outra vez nesta manhã
            nl | De fietsers rijden weer door rood licht en niemand zegt er iets van
            nl | Morgen gaan we met z'n allen naar het voetbal kijken
            sv | Jag tycker att kaffet på det här stället smakar alldeles för beskt
            sv | Imorgon åker vi till fjällen, hoppas det finns tillräckligt med snö
            da | Jeg synes, kaffen her smager alt for bittert, men kagen er god
            da | Vi skal cykle hele vejen til stranden i weekenden, hvis vejret holder
            no | Jeg syns kaffen her er altfor bitter, men kaka var god
            no | Vi skal gå tur i fjellet i helga hvis det ikke snør for mye
            fi | Kahvi on täällä liian karvasta, mutta pulla oli hyvää
            fi | Lähdemme viikonloppuna mökille saunomaan ja uimaan järvessä
            pl | Ta kawa jest dla mnie za gorzka, ale ciasto było pyszne
            cs | Ta káva je na mě moc hořká, ale koláč byl výborný
            hu | Ez a kávé nekem túl keserű, de a sütemény nagyon finom volt
            ro | Cafeaua asta este prea amară pentru mine, dar prăjitura a fost grozavă
            tr | Bu kahve bana çok acı geldi ama pasta harikaydı
            id | Kopi di sini terlalu pahit buat saya, tapi kuenya enak sekali
            vi | Cà phê ở đây đắng quá nhưng bánh thì rất ngon
            hi | yaar yeh chai bahut kadvi hai lekin samosa accha tha
            hi | यह चाय बहुत कड़वी है लेकिन समोसा अच्छा था
            ru | Этот кофе слишком горький, но пирог был отличный
            uk | Ця кава занадто гірка, але пиріг був чудовий
            bg | Това кафе е прекалено горчиво, но сладкишът беше чудесен
            ar | هذه القهوة مرة جدا لكن الكعكة كانت لذيذة
            fa | این قهوه خیلی تلخ است اما کیک خوشمزه بود
            ur | یہ چائے بہت کڑوی ہے لیکن سموسہ اچھا تھا
            zh | 这里的咖啡太苦了，不过蛋糕很好吃
            ja | ここのコーヒーは苦すぎるけど、ケーキは美味しかった
            ko | 여기 커피는 너무 쓰지만 케이크는 맛있었어요
            th | กาแฟที่นี่ขมเกินไป แต่เค้กอร่อยมาก
            he | הקפה כאן מר מדי אבל העוגה הייתה טעימה
            el | Ο καφές εδώ είναι πολύ πικρός, αλλά το κέικ ήταν υπέροχο
            bn | এখানকার কফি খুব তেতো কিন্তু কেকটা দারুণ ছিল
            ta | இங்கே காபி மிகவும் கசப்பாக உள்ளது
            """)
    void tellsTheLanguageOfASentence(String language, String text) {
        assertThat(DETECTOR.detect(text).code()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"''", "'   '", "'12345 !!!'", "'😂😂😂'", "https://example.org/some/english/words", "@someone"})
    void isUndeterminedWhereThereIsNothingToGoOn(String text) {
        assertThat(DETECTOR.detect(text)).isEqualTo(DetectedLanguage.NONE);
    }

    @Test
    void linksAndMentionsDoNotCount() {
        String text = "@the_english_name Heute bleibe ich lieber zu Hause https://www.example.com/this/is/the/news";
        assertThat(DETECTOR.detect(text).code()).isEqualTo("de");
    }

    @Test
    void aFewForeignWordsDoNotChangeTheLanguage() {
        assertThat(DETECTOR.detect("今天去看了 Taylor Swift 的演唱会，太开心了").code()).isEqualTo("zh");
        assertThat(DETECTOR.detect("We watched the whole match together tonight #加油")
                        .code())
                .isEqualTo("en");
    }

    @Test
    void isSurerOfALongTextThanOfAWord() {
        double word = DETECTOR.detect("Restaurant").confidence();
        double text = DETECTOR.detect("Wir gehen heute Abend in das neue Restaurant am Markt")
                .confidence();
        assertThat(text).isGreaterThan(word).isGreaterThan(0.9);
    }
}
