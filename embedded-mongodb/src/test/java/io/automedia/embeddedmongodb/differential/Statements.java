package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// An update of several statements that was answered differently, one statement after the other. Each must have the
/// same answer on both servers or a known reason, and the embedded server must have answered the whole as its parts.
final class Statements {
    private final Side embedded;
    private final Side independent;
    private final Difference whole;
    private final BsonDocument sum;
    private final BsonArray refusals = new BsonArray();
    private @Nullable String reason;

    Statements(Side embedded, Side independent, Difference whole) {
        this.embedded = embedded;
        this.independent = independent;
        this.whole = whole;
        this.sum = new BsonDocument("n", number(0)).append("nModified", number(0));
    }

    static boolean areSeveral(BsonDocument command) {
        return Commands.statements(command, "updates").size() > 1;
    }

    @Nullable
    String reason() {
        if (whole.weBreakDown()) {
            return null;
        }
        BsonArray documents = whole.before();
        boolean ordered =
                !whole.command().getBoolean("ordered", BsonBoolean.TRUE).equals(BsonBoolean.FALSE);
        int index = 0;
        for (BsonDocument statement : Commands.statements(whole.command(), "updates")) {
            Difference part = alone(statement, documents);
            String known = part.isNone() ? null : Inquiry.reason(part, embedded, independent);
            if (!part.isNone() && known == null) {
                return null;
            }
            reason = reason == null ? known : reason;
            documents = part.contents();
            add(part.ours(), index++);
            if (ordered && part.weRefuse()) {
                break;
            }
        }
        return isWhole(documents) ? reason : null;
    }

    private Difference alone(BsonDocument statement, BsonArray before) {
        BsonDocument command = whole.command().clone().append("updates", list(statement));
        embedded.become(before);
        independent.become(before);
        BsonDocument ours = embedded.run(command);
        BsonDocument theirs = independent.run(command);
        Program program = whole.program().with(whole.program().commands().size() - 1, command);
        return new Difference(program, ours, theirs, before, embedded.contents());
    }

    private void add(BsonDocument answer, int index) {
        for (String count : new String[] {"n", "nModified"}) {
            int more = answer.getNumber(count, number(0)).intValue();
            sum.append(count, number(sum.getInt32(count).getValue() + more));
        }
        at(answer, "upserted", index, sum.getArray("upserted", new BsonArray()));
        at(answer, "writeErrors", index, refusals);
    }

    private void at(BsonDocument answer, String name, int index, BsonArray all) {
        for (BsonValue each : answer.getArray(name, new BsonArray())) {
            all.add(each.asDocument().append("index", number(index)));
            sum.append(name, all);
        }
    }

    private boolean isWhole(BsonArray documents) {
        BsonDocument answer = whole.ours().clone();
        answer.remove("then");
        return answer.equals(sum) && Answers.settled(documents).equals(Answers.settled(whole.contents()));
    }
}
