package io.automedia.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import io.automedia.shared.Faults;
import io.automedia.shared.Ids;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.shared.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Which entries of the trail are wanted; null is any.
///
/// @param actor who did it
/// @param object the id of what it was done to
/// @param from at that moment or later
/// @param to before that moment
public record AuditQuery(
        @Nullable Action action,
        @Nullable ObjectId actor,
        @Nullable String object,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to) {
    /// All there are.
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);

    /// What the parameters of a request ask for; an empty one is as good as none.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) that names each that can't be meant
    public static AuditQuery of(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String object,
            @Nullable String outcome,
            @Nullable Instant from,
            @Nullable Instant to) {
        Faults faults = new Faults();
        Action wanted = given(action, AuditQuery::action, faults);
        ObjectId person = given(actor, text -> Ids.objectId("actor", text), faults);
        Outcome came = given(outcome, text -> Wanted.one(Outcome.class, "outcome", text), faults);
        faults.raise();
        return new AuditQuery(wanted, person, object == null || object.isEmpty() ? null : object, came, from, to);
    }

    private static <T> @Nullable T given(@Nullable String text, Function<String, T> reader, Faults faults) {
        return text == null || text.isEmpty() ? null : faults.tried(() -> reader.apply(text));
    }

    private static Action action(String word) {
        return Action.of(word)
                .orElseThrow(() -> Problem.invalid("action", "must be one of " + Action.words())
                        .exception());
    }

    /// Whether nobody but this person did what is wanted.
    boolean isOf(UserId person) {
        return person.value().equals(actor);
    }

    /// @param person whose entries they must be; null for anybody's
    Bson filter(@Nullable UserId person) {
        List<Bson> all = new ArrayList<>();
        // who did it is one of its people, by whom the index is
        ObjectId one = person == null ? actor : person.value();
        if (one != null) {
            all.add(eq("people", one));
        }
        if (actor != null) {
            all.add(eq("actor.id", actor));
        }
        if (action != null) {
            all.add(eq("action", action.word()));
        }
        if (object != null) {
            all.add(eq("object.id", object));
        }
        if (outcome != null) {
            all.add(eq("outcome", outcome.word()));
        }
        if (from != null) {
            all.add(gte("at", from));
        }
        if (to != null) {
            all.add(lt("at", to));
        }
        // counted and sorted by an index also when everything is wanted
        return all.isEmpty() ? gte("at", Instant.EPOCH) : and(all);
    }
}
