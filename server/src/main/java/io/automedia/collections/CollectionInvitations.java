package io.automedia.collections;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.automedia.storage.InstalledSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// The only user of the collection `collectionInvitations`.
@Component
final class CollectionInvitations {
    private static final String COLLECTION = "collectionId";
    private static final String EMAIL = "email";
    private static final String USER = "userId";

    private final MongoCollection<CollectionInvitation> invitations;

    CollectionInvitations(MongoDatabase database, InstalledSchema installed) {
        this.invitations = database.getCollection(CollectionInvitationsSchema.NAME, CollectionInvitation.class);
    }

    /// All of some collections, the oldest first.
    List<CollectionInvitation> of(Collection<ObjectId> collections) {
        return collections.isEmpty()
                ? List.of()
                : invitations
                        .find(in(COLLECTION, collections))
                        .sort(Sorts.ascending("_id"))
                        .into(new ArrayList<>());
    }

    Optional<CollectionInvitation> of(ObjectId collection, String email) {
        return Optional.ofNullable(
                invitations.find(of(collection, eq(EMAIL, email))).first());
    }

    /// The one by which a person stands in the permissions of a collection.
    Optional<CollectionInvitation> of(ObjectId collection, ObjectId person) {
        return Optional.ofNullable(
                invitations.find(of(collection, eq(USER, person))).first());
    }

    /// Those for an address that wait for somebody.
    List<CollectionInvitation> waiting(String email) {
        return invitations.find(and(eq(EMAIL, email), eq(USER, null))).into(new ArrayList<>());
    }

    /// Keeps one, in the place of what it was before.
    void put(CollectionInvitation invitation) {
        long replaced =
                invitations.replaceOne(eq("_id", invitation.id()), invitation).getMatchedCount();
        if (replaced == 0) {
            insert(invitation);
        }
    }

    private void insert(CollectionInvitation invitation) {
        try {
            invitations.insertOne(invitation);
        } catch (MongoWriteException failed) {
            // the same was asked for at the same time, and either answer is true
            if (ErrorCategory.fromErrorCode(failed.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }

    void remove(ObjectId id) {
        invitations.deleteOne(eq("_id", id));
    }

    /// All of a collection that goes.
    void removeAllOf(ObjectId collection) {
        invitations.deleteMany(eq(COLLECTION, collection));
    }

    /// Those of a person who goes.
    void forget(ObjectId person) {
        invitations.deleteMany(eq(USER, person));
    }

    private static Bson of(ObjectId collection, Bson which) {
        return and(eq(COLLECTION, collection), which);
    }
}
