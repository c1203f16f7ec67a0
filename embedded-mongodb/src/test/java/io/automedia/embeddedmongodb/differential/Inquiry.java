package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// Asks both servers again for the reason of a difference. What their collections hold afterwards is left open.
final class Inquiry {
    private static final int REASONS_AT_ONCE = 4;

    private final Side embedded;
    private final Side independent;
    private final Program program;
    private final List<Deviation> assumed;

    private Inquiry(Side embedded, Side independent, Program program, List<Deviation> assumed) {
        this.embedded = embedded;
        this.independent = independent;
        this.program = program;
        this.assumed = assumed;
    }

    /// The known reason, or null. Nothing excuses an internal error of ours.
    static @Nullable String reason(Difference difference, Side embedded, Side independent) {
        return reason(difference, embedded, independent, List.of());
    }

    private static @Nullable String reason(
            Difference difference, Side embedded, Side independent, List<Deviation> assumed) {
        if (difference.weBreakDown() || assumed.size() == REASONS_AT_ONCE) {
            return null;
        }
        for (Deviation deviation : KnownDeviations.ALL) {
            if (!assumed.contains(deviation) && deviation.shows().test(difference)) {
                List<Deviation> further = new ArrayList<>(assumed);
                further.add(deviation);
                if (deviation
                        .proof()
                        .holds(difference, new Inquiry(embedded, independent, difference.program(), further))) {
                    return deviation.reason();
                }
            }
        }
        return null;
    }

    /// Whether both answer the same, but for further deviations.
    boolean agree(Question question) {
        Difference difference = ask(question);
        return difference.isNone() || reason(difference, embedded, independent, assumed) != null;
    }

    /// Whether both answer this, but for further deviations.
    boolean agree(Question question, BsonDocument answer) {
        Difference difference = ask(question);
        return difference.ours().equals(answer)
                && (difference.isNone() || reason(difference, embedded, independent, assumed) != null);
    }

    boolean refuse(Question question) {
        Difference difference = ask(question);
        return difference.weRefuse() && difference.theyRefuse();
    }

    boolean answer(Question question) {
        Difference difference = ask(question);
        return !difference.weRefuse() && !difference.theyRefuse();
    }

    private Difference ask(Question question) {
        BsonArray documents = new BsonArray(question.documents());
        embedded.become(documents);
        independent.become(documents);
        BsonDocument ours = embedded.run(question.command());
        BsonDocument theirs = independent.run(question.command());
        Program asked = program.with(program.commands().size() - 1, question.command());
        return new Difference(asked, ours, theirs, documents, embedded.contents());
    }
}
