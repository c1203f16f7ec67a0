package io.automedia.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Reads and writes `sessions`.
@Component
final class SessionsRepository {
    /// How many exchanged refresh tokens a session remembers that its key doesn't tell.
    private static final int FORMER = 50;

    private static final Orders<Session> ORDERS = new Orders<>(List.of(
            Keyset.newest("lastActivity", Session::lastActivity, Session::id),
            Keyset.newest("createdAt", Session::createdAt, Session::id)));

    private final MongoCollection<Session> sessions;

    SessionsRepository(MongoDatabase database, InstalledSchema installed) {
        this.sessions = database.getCollection(SessionsSchema.NAME, Session.class);
    }

    void add(Session session) {
        sessions.insertOne(session);
    }

    /// Whether there is, or was some weeks ago, a session of the same person with such a device in the same country.
    boolean isFamiliar(Session session) {
        Session.Location location = session.location();
        return sessions.find(and(
                                eq("userId", session.userId()),
                                eq("deviceInfo.os", session.deviceInfo().os()),
                                eq("deviceInfo.browser", session.deviceInfo().browser()),
                                eq("location.country", location == null ? null : location.country())))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    Optional<Session> byId(ObjectId id) {
        return Optional.ofNullable(sessions.find(eq("_id", id)).first());
    }

    Page<Session> open(ObjectId userId, Instant now, PageRequest page) {
        return ORDERS.page(sessions, openOf(userId, now), page);
    }

    /// Replaces the tokens of an open session, unless its refresh token was exchanged meanwhile.
    boolean exchange(Session session, SecretToken shown, Session.Exchange exchange, Successors.Pair pair, Instant end) {
        Bson notExchanged = and(eq("_id", session.id()), eq("isActive", true), eq("refreshToken", exchange.former()));
        List<Bson> next = new ArrayList<>(List.of(
                Updates.set("token", SecretToken.hash(pair.accessToken())),
                Updates.set("refreshToken", pair.refreshToken().hash()),
                Updates.set("refreshKey", session.refreshKey()),
                Updates.set("exchange", exchange),
                Updates.set("lastActivity", exchange.at()),
                Updates.set("expiresAt", end)));
        if (!RefreshFamily.has(session.refreshKey(), shown)) {
            next.add(Updates.pushEach(
                    "formerRefreshTokens", List.of(exchange.former()), new PushOptions().slice(-FORMER)));
        }
        return sessions.updateOne(notExchanged, Updates.combine(next)).getMatchedCount() == 1;
    }

    void used(ObjectId id, Instant now, Instant expiresAt) {
        sessions.updateOne(
                and(eq("_id", id), eq("isActive", true)),
                Updates.combine(Updates.set("lastActivity", now), Updates.max("expiresAt", expiresAt)));
    }

    /// Notes that the owner of an open session proved who he is.
    void proved(ObjectId id, Proof proof, Instant now) {
        sessions.updateOne(
                and(eq("_id", id), eq("isActive", true)),
                Updates.combine(Updates.set("authenticatedAt", now), Updates.set("proof", proof)));
    }

    void close(List<ObjectId> ids) {
        sessions.updateMany(in("_id", ids), Updates.set("isActive", false));
    }

    /// The open sessions of a person without one of them.
    List<Session> others(ObjectId userId, ObjectId except) {
        return sessions.find(and(eq("userId", userId), eq("isActive", true), ne("_id", except)))
                .into(new ArrayList<>());
    }

    /// All open sessions of a person.
    List<Session> allOpen(ObjectId userId) {
        return sessions.find(and(eq("userId", userId), eq("isActive", true))).into(new ArrayList<>());
    }

    private static Bson openOf(ObjectId userId, Instant now) {
        return and(eq("userId", userId), eq("isActive", true), gt("expiresAt", now));
    }
}
