package io.automedia.audit;

import io.automedia.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What was done, as the one says who did it. From where, and by whom when he doesn't say, the request tells that
/// is being answered.
///
/// @param by who did it; null for whoever sent the request
/// @param concerned others whose things it was done to: they see it among their own entries
/// @param type what kind of thing it was done to, such as `collection`
/// @param id of that thing; null when it has none
/// @param details a few words and numbers of ours about it: never a secret, nor what people wrote or called something
/// @param once of what is done again until it succeeds: is written at most once for each of these; null for any other
public record Act(
        Action action,
        Outcome outcome,
        @Nullable UserId by,
        List<UserId> concerned,
        String type,
        @Nullable String id,
        Map<String, String> details,
        @Nullable ObjectId once) {
    private static final int LONGEST = 200;
    private static final int MOST_DETAILS = 20;

    public Act {
        concerned = List.copyOf(concerned);
        details = Map.copyOf(details);
        if (details.size() > MOST_DETAILS) {
            throw new IllegalArgumentException("An act has at most " + MOST_DETAILS + " details");
        }
    }

    /// Something that was done.
    ///
    /// @param id is written as it writes itself; null for none
    public static Act of(Action action, String type, @Nullable Object id) {
        return new Act(
                action,
                Outcome.SUCCESS,
                null,
                List.of(),
                type,
                id == null ? null : bounded(id.toString()),
                Map.of(),
                null);
    }

    /// The same by this person.
    public Act by(UserId person) {
        return new Act(action, outcome, person, concerned, type, id, details, once);
    }

    /// The same to a thing of this person, too.
    public Act concerning(UserId person) {
        List<UserId> more = new ArrayList<>(concerned);
        more.add(person);
        return new Act(action, outcome, by, more, type, id, details, once);
    }

    /// The same with another outcome.
    public Act with(Outcome other) {
        return new Act(action, other, by, concerned, type, id, details, once);
    }

    /// The same with one more detail, cut to 200 characters.
    public Act with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, bounded(value.toString()));
        return new Act(action, outcome, by, concerned, type, id, more, once);
    }

    /// The same, written at most once however often it is told.
    ///
    /// @param what is done, of which nothing else has this id
    public Act once(ObjectId what) {
        return new Act(action, outcome, by, concerned, type, id, details, what);
    }

    /// At most 200 characters, none of which would break a line of a log or a term of a store.
    static String bounded(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).map(Act::harmless).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int harmless(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point;
    }
}
