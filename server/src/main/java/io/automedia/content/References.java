package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.automedia.storage.ContestedWrites;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// What a document lists at most so many of, and the flag that says that there are more.
enum References {
    TOPICS("topics", "moreTopics"),
    COLLECTIONS("collections", "moreCollections");

    private final String field;
    private final String flag;

    References(String field, String flag) {
        this.field = field;
        this.flag = flag;
    }

    /// Lists something in some documents, or flags those that list as many as they may.
    ///
    /// @param also what else is changed in those
    void add(MongoCollection<?> documents, Bson which, ObjectId to, Bson... also) {
        String last = field + "." + (Processing.MOST_REFERENCES - 1);
        ContestedWrites.run(() ->
                documents.updateMany(and(which, exists(last), ne(field, to)), with(Updates.set(flag, true), also)));
        ContestedWrites.run(() -> documents.updateMany(
                and(which, or(eq(field, to), exists(last, false))), with(Updates.addToSet(field, to), also)));
    }

    /// Takes something out of those of some documents that list it.
    void remove(MongoCollection<?> documents, Bson which, ObjectId to, Bson... also) {
        ContestedWrites.run(() -> documents.updateMany(and(which, eq(field, to)), with(Updates.pull(field, to), also)));
    }

    /// What [#lacks] looks at.
    ///
    /// @param also another field
    Bson fields(String also) {
        return Projections.include(field, flag, also);
    }

    /// Whether a document neither lists something nor says that there is more than it lists.
    boolean lacks(Document document, ObjectId to) {
        return !(document.get(field) instanceof List<?> listed && listed.contains(to))
                && !Boolean.TRUE.equals(document.get(flag));
    }

    private static Bson with(Bson change, Bson... also) {
        List<Bson> all = new ArrayList<>(List.of(also));
        all.add(change);
        return Updates.combine(all);
    }
}
