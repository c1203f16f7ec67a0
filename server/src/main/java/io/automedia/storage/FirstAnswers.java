package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.automedia.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Remembers for a day how a request was answered the first time, so that the same request, sent again because its
/// answer was lost, is not carried out again. Of several at the same time one is carried out.
@Component
public class FirstAnswers {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BUSY = Duration.ofSeconds(60);

    private final MongoCollection<Document> answers;
    private final Clock clock;
    private final Set<Claim.First> claims = ConcurrentHashMap.newKeySet();

    FirstAnswers(MongoDatabase database, Clock clock, InstalledSchema installed) {
        this.answers = database.getCollection(FirstAnswersSchema.NAME);
        this.clock = clock;
    }

    /// An answer.
    ///
    /// @param fingerprint of the request that was answered
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    public record Answer(String fingerprint, int status, Map<String, String> headers, byte[] body) {}

    /// What to do with a request.
    public sealed interface Claim {
        /// It is the first: carry it out, then [#settle] or [#release] it.
        record First(String name, ObjectId attempt) implements Claim {}

        /// It was answered before.
        record Answered(Answer answer) implements Claim {}

        /// It is being carried out in this moment.
        record Busy() implements Claim {}
    }

    /// Claims a person's key.
    public Claim claim(UserId user, String key) {
        String name = user + ":" + key;
        Instant now = Instant.ofEpochMilli(clock.millis());
        Document mine = new Document("userId", user.value())
                .append("attempt", new ObjectId())
                .append("busyUntil", now.plus(BUSY))
                .append("expiresAt", now.plus(KEPT));
        if (insert(name, mine) || takeOver(name, mine, now)) {
            Claim.First claim = new Claim.First(name, mine.getObjectId("attempt"));
            claims.add(claim);
            return claim;
        }
        Document known = answers.find(eq("_id", name)).first();
        return known == null || !known.containsKey("status") ? new Claim.Busy() : new Claim.Answered(answer(known));
    }

    private boolean insert(String name, Document mine) {
        Document document = new Document("_id", name);
        document.putAll(mine);
        return Inserts.unlessThere(answers, document);
    }

    /// Takes over what has expired, and what a node left that died over it.
    private boolean takeOver(String name, Document mine, Instant now) {
        Bson abandoned = or(lte("expiresAt", now), and(exists("status", false), lte("busyUntil", now)));
        return answers.findOneAndUpdate(
                        and(eq("_id", name), abandoned),
                        new Document("$set", mine)
                                .append(
                                        "$unset",
                                        new Document("fingerprint", "")
                                                .append("status", "")
                                                .append("headers", "")
                                                .append("body", "")),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))
                != null;
    }

    private static Answer answer(Document known) {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        known.get("headers", new Document()).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return new Answer(
                known.getString("fingerprint"),
                known.get("status", Number.class).intValue(),
                headers,
                known.get("body", Binary.class).getData());
    }

    /// Keeps the answer, which every repetition gets from now on.
    public void settle(Claim.First claim, Answer answer) {
        claims.remove(claim);
        answers.updateOne(
                held(claim),
                Updates.combine(
                        Updates.set("fingerprint", answer.fingerprint()),
                        Updates.set("status", answer.status()),
                        Updates.set("headers", new Document(Map.copyOf(answer.headers()))),
                        Updates.set("body", new Binary(answer.body()))));
    }

    /// Forgets the claim: nothing was done, and a repetition may do it.
    public void release(Claim.First claim) {
        claims.remove(claim);
        answers.deleteOne(held(claim));
    }

    private static Bson held(Claim.First claim) {
        return and(eq("_id", claim.name()), eq("attempt", claim.attempt()));
    }

    /// Whatever takes long here stays claimed.
    @Scheduled(fixedRate = 15_000)
    void renew() {
        List<Claim.First> now = List.copyOf(claims);
        if (!now.isEmpty()) {
            answers.updateMany(
                    and(
                            in("_id", now.stream().map(Claim.First::name).toList()),
                            in("attempt", now.stream().map(Claim.First::attempt).toList())),
                    Updates.set(
                            "busyUntil", Instant.ofEpochMilli(clock.millis()).plus(BUSY)));
        }
    }
}
