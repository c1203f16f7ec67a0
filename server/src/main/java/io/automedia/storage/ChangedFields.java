package io.automedia.storage;

import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// What differs between two versions of a document, as an update that touches nothing else: a counter that
/// somebody raised meanwhile keeps what it counted.
public final class ChangedFields {
    private final BsonDocument set = new BsonDocument();
    private final BsonDocument unset = new BsonDocument();

    private ChangedFields() {}

    /// The update that makes `after` of `before`.
    public static BsonDocument between(BsonDocument before, BsonDocument after) {
        return between(before, after, before);
    }

    /// The same for a document that needn't have all that was read of it. A part that it lacks is written whole when
    /// something in it changes, or the rest of what was read would be lost.
    public static BsonDocument between(BsonDocument before, BsonDocument after, BsonDocument there) {
        ChangedFields changed = new ChangedFields();
        changed.compare("", before, after, there);
        BsonDocument update = new BsonDocument();
        if (!changed.set.isEmpty()) {
            update.append("$set", changed.set);
        }
        if (!changed.unset.isEmpty()) {
            update.append("$unset", changed.unset);
        }
        return update;
    }

    private void compare(String prefix, BsonDocument before, BsonDocument after, BsonDocument there) {
        after.forEach((name, value) -> field(prefix + name, before.get(name), value, there.get(name)));
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> unset.append(prefix + name, BsonNull.VALUE));
    }

    private void field(String path, @Nullable BsonValue before, BsonValue after, @Nullable BsonValue there) {
        if (before instanceof BsonDocument inner
                && after instanceof BsonDocument changed
                && there instanceof BsonDocument stored) {
            compare(path + ".", inner, changed, stored);
        } else if (!after.equals(before)) {
            set.append(path, after);
        }
    }
}
