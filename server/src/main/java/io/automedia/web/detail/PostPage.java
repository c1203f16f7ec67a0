package io.automedia.web.detail;

import io.automedia.web.chart.Chart;
import io.automedia.web.post.PostCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A post's own page as it shows itself.
///
/// @param original where the post stands on its platform; null when that is not known
/// @param history how its counters grew; null before they were measured twice
/// @param newTopic where a topic is made
public record PostPage(
        String title,
        @Nullable String original,
        PostCard card,
        List<Match> matches,
        @Nullable Chart history,
        String historyNote,
        List<Facts> facts,
        String newTopic) {
    public PostPage {
        matches = List.copyOf(matches);
        facts = List.copyOf(facts);
    }

    /// A topic that matched, and why. `width` is the relevance's bar, of 64.
    public record Match(
            String name, String href, String says, List<Term> terms, int width, String relevance, List<Gate> gates) {
        public Match {
            terms = List.copyOf(terms);
            gates = List.copyOf(gates);
        }
    }

    /// A term that was found: as the post has it, and which keyword it stands for when that reads otherwise.
    public record Term(List<String> surfaces, @Nullable String forTerm, String weight, String hits) {
        public Term {
            surfaces = List.copyOf(surfaces);
        }
    }

    /// A condition of the topic, and whether the post meets it now.
    public record Gate(boolean passed, String says) {}

    /// A box of facts; `none` stands there when there are none.
    public record Facts(String title, String none, List<Row> rows) {
        public Facts {
            rows = List.copyOf(rows);
        }
    }

    /// One fact.
    public record Row(String name, String value, @Nullable String href) {}
}
