package io.automedia.embeddedmongodb.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// Both servers. After a difference the independent one is given what the embedded one holds, so that later commands
/// meet the same.
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
            if (difference == null) {
                continue;
            }
            String known = KnownDeviations.explain(difference);
            if (known == null) {
                differences.add(difference);
            } else {
                explained.merge(known, 1, Integer::sum);
            }
            if (Commands.writes(difference.command())) {
                independent.become(embedded.contents());
            }
        }
        return differences;
    }

    private @Nullable Difference difference(Program program, int position) {
        BsonDocument command = program.commands().get(position);
        BsonDocument ours = embedded.run(command);
        BsonDocument theirs = independent.run(command);
        return ours.equals(theirs) || Commands.setsUp(command)
                ? null
                : new Difference(program.until(position), ours, theirs, embedded.contents());
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
