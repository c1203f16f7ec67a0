package io.automedia.web.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.web.post.Piece.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PiecesTest {
    @Test
    void findsLinksHashtagsAndMentions() {
        List<Piece> pieces = Pieces.of("See https://example.com/a_b?x=1. Thanks @nadia.okonjo, #ChargerRecall!");

        assertThat(pieces)
                .filteredOn(piece -> piece.href() != null)
                .extracting(Piece::text, Piece::href)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "https://example.com/a_b?x=1", "https://example.com/a_b?x=1"),
                        org.assertj.core.groups.Tuple.tuple("@nadia.okonjo", "/explore?mentions=nadia.okonjo"),
                        org.assertj.core.groups.Tuple.tuple("#ChargerRecall", "/explore?hashtags=chargerrecall"));
    }

    @Test
    void leavesAddressesOfMailAndNumbersAlone() {
        assertThat(Pieces.of("Mail a@b.example about issue #12 & co"))
                .extracting(Piece::kind)
                .containsOnly(Kind.PLAIN);
    }

    @Test
    void marksHitsAndKeepsTheTextWhole() {
        String text = "刚收到召回短信 #充电安全 https://x.example";

        List<Piece> pieces =
                Pieces.of(text, List.of(new Pieces.Hit(3, 5), new Pieces.Hit(4, 6), new Pieces.Hit(90, 99)));

        assertThat(pieces)
                .filteredOn(piece -> piece.kind() == Kind.HIT)
                .extracting(Piece::text)
                .containsExactly("召回");
        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(PostCards.cut("ab😀cd", 3)).isEqualTo("ab…");
        assertThat(PostCards.cut("ab😀", 4)).isEqualTo("ab😀");
    }
}
