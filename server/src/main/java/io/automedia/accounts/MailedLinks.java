package io.automedia.accounts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.automedia.sessions.SecretToken;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps the links that are mailed. Each is good once; the store has only the hash of what it shows.
@Component
final class MailedLinks {
    private static final Orders<MailedLink> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", MailedLink::createdAt, MailedLink::id)));

    private static final int ID_LENGTH = 24;

    private final MongoCollection<MailedLink> links;
    private final Clock clock;

    MailedLinks(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.links = database.getCollection(MailedLinksSchema.NAME, MailedLink.class);
        this.clock = clock;
    }

    void add(MailedLink link) {
        links.insertOne(link);
    }

    /// The id of an invitation: an address has one, so that two of it at once are one.
    static ObjectId invitationId(String email) {
        return new ObjectId(SecretToken.hash("invitation of " + email).substring(0, ID_LENGTH));
    }

    /// Keeps an invitation in the place of the one that its address had.
    void putInvitation(MailedLink link) {
        Bson sameId = eq("_id", link.id());
        while (links.replaceOne(sameId, link).getMatchedCount() == 0 && !Inserts.unlessThere(links, link)) {
            // somebody else inserted it meanwhile: that one is replaced
        }
        // those that were made before an address had one id
        links.deleteMany(and(eq("purpose", Purpose.INVITE), eq("email", link.email()), ne("_id", link.id())));
    }

    Optional<MailedLink> byId(ObjectId id) {
        return Optional.ofNullable(links.find(eq("_id", id)).first());
    }

    /// Makes what a link shows. What it showed before opens nothing any more.
    SecretToken arm(MailedLink link) {
        SecretToken token = SecretToken.make(link.id());
        links.updateOne(
                eq("_id", link.id()),
                Updates.combine(
                        Updates.set("token", token.hash()),
                        Updates.set(
                                "expiresAt", clock.instant().plus(link.purpose().valid()))));
        return token;
    }

    /// The link of which somebody shows the token; it stays good.
    ///
    /// @throws ProblemException (`Invalid`) when there is none for one of these purposes
    MailedLink find(@Nullable String token, Purpose... purposes) {
        return look(token, purposes).orElseThrow(MailedLinks::isNone);
    }

    /// The same; empty when there is none.
    Optional<MailedLink> look(@Nullable String token, Purpose... purposes) {
        return SecretToken.read(token)
                .flatMap(shown ->
                        Optional.ofNullable(links.find(shown(shown, purposes)).first()));
    }

    /// The link of which somebody shows the token; it can't be used again.
    ///
    /// @throws ProblemException (`Invalid`) when there is none for one of these purposes
    MailedLink use(@Nullable String token, Purpose... purposes) {
        return SecretToken.read(token)
                .flatMap(shown -> Optional.ofNullable(links.findOneAndDelete(shown(shown, purposes))))
                .orElseThrow(MailedLinks::isNone);
    }

    private Bson shown(SecretToken shown, Purpose... purposes) {
        return and(
                eq("_id", shown.id()),
                eq("token", shown.hash()),
                in("purpose", purposes),
                gt("expiresAt", clock.instant()));
    }

    static ProblemException isNone() {
        return Problem.invalid("token", "is of a link that was used already or has expired: ask for a new one")
                .exception();
    }

    /// No link that was mailed for an account is good any more.
    void removeAllOf(ObjectId userId, Purpose... purposes) {
        links.deleteMany(and(eq("userId", userId), in("purpose", purposes)));
    }

    /// Whether a link that was mailed for an account can still be used.
    boolean isAnyGood(ObjectId userId, Purpose purpose) {
        return links.find(and(
                                eq("userId", userId),
                                eq("purpose", purpose),
                                exists("token"),
                                gt("expiresAt", clock.instant())))
                        .first()
                != null;
    }

    void remove(ObjectId id) {
        links.deleteOne(eq("_id", id));
    }

    Page<MailedLink> invitations(PageRequest page) {
        return ORDERS.page(links, eq("purpose", Purpose.INVITE), page);
    }
}
