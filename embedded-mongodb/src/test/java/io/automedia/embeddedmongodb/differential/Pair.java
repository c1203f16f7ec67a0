package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// Both servers. After a difference both are given what the embedded one held, so that later commands meet the same.
final class Pair {
    private final Side embedded;
    private final Side independent;
    private final Map<String, Integer> explained = new TreeMap<>();

    Pair(Side embedded, Side independent) {
        this.embedded = embedded;
        this.independent = independent;
    }

    /// Commands by the known deviation that explains why their answers differ.
    Map<String, Integer> explained() {
        return explained;
    }

    /// The differences that no known deviation explains.
    List<Difference> run(Program program) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < program.commands().size(); i++) {
            Difference difference = difference(program, i);
            if (difference.isNone() || Commands.setsUp(difference.command())) {
                continue;
            }
            String known = reason(difference);
            if (known == null) {
                differences.add(difference);
            } else {
                explained.merge(known, 1, Integer::sum);
            }
            embedded.become(difference.contents());
            independent.become(difference.contents());
        }
        return differences;
    }

    private @Nullable String reason(Difference difference) {
        return Statements.areSeveral(difference.command())
                ? new Statements(embedded, independent, difference).reason()
                : Inquiry.reason(difference, embedded, independent);
    }

    private Difference difference(Program program, int position) {
        BsonDocument command = program.commands().get(position);
        BsonArray before = embedded.contents();
        BsonDocument ours = embedded.run(command);
        BsonDocument theirs = independent.run(command);
        return new Difference(program.until(position), ours, theirs, before, embedded.contents());
    }

    /// The difference in the last command of the program alone, or null.
    @Nullable
    Difference inLast(Program program) {
        List<Difference> all = run(program);
        return all.isEmpty() || !all.getLast().program().equals(program) ? null : all.getLast();
    }

    /// What both say to the last command of a program that was just run.
    String complaints(BsonDocument command) {
        return "  embedded says:    " + embedded.complaint(command) + "\n  independent says: "
                + independent.complaint(command) + "\n";
    }
}
