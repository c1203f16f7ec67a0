package io.automedia.limits;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.storage.Inserts;
import io.automedia.storage.InstalledSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Reads and writes `usage`.
@Component
final class UsageRepository {
    private static final String TAKEN = "taken";
    private static final String PLATFORMS = "platforms";
    /// Letters of a day; a month has fewer.
    private static final int DAY = 10;

    private final MongoCollection<Document> usage;

    UsageRepository(MongoDatabase database, InstalledSchema installed) {
        this.usage = database.getCollection(UsageSchema.NAME);
    }

    /// How much was taken in a period; less than nothing when it has not begun.
    long taken(ObjectId userId, String period) {
        Document found = usage.find(of(userId, period))
                .projection(Projections.include(TAKEN))
                .first();
        return found == null ? -1 : number(found, TAKEN);
    }

    /// Begins a period with nothing.
    void begin(ObjectId userId, String period, Instant now) {
        Inserts.unlessThere(
                usage,
                new Document("userId", userId)
                        .append("period", period)
                        .append(TAKEN, 0L)
                        .append("expiresAt", now.plus(UsageSchema.KEPT)));
    }

    /// Takes more, when it is left.
    boolean take(ObjectId userId, String period, int more, long limit) {
        return usage.updateOne(and(of(userId, period), lte(TAKEN, limit - more)), Updates.inc(TAKEN, (long) more))
                        .getMatchedCount()
                == 1;
    }

    void giveBack(ObjectId userId, String period, int unused) {
        usage.updateOne(and(of(userId, period), gte(TAKEN, (long) unused)), Updates.inc(TAKEN, (long) -unused));
    }

    void noteCollected(ObjectId userId, String day, Map<String, Integer> platforms, Instant now) {
        List<Bson> more = new ArrayList<>();
        platforms.forEach((platform, posts) -> more.add(Updates.inc(PLATFORMS + "." + field(platform), (long) posts)));
        more.add(Updates.inc(
                "collected",
                platforms.values().stream().mapToLong(Integer::longValue).sum()));
        note(userId, day, Updates.combine(more), now);
    }

    void noteGenerated(ObjectId userId, String day, long texts, long tokens, Instant now) {
        note(userId, day, Updates.combine(Updates.inc("generated", texts), Updates.inc("tokens", tokens)), now);
    }

    private void note(ObjectId userId, String day, Bson more, Instant now) {
        if (usage.updateOne(of(userId, day), more).getMatchedCount() == 0) {
            begin(userId, day, now);
            usage.updateOne(of(userId, day), more);
        }
    }

    /// The days since one, the oldest first.
    List<UsageDay> days(ObjectId userId, String since) {
        List<UsageDay> days = new ArrayList<>();
        for (Document found :
                usage.find(and(eq("userId", userId), gte("period", since))).sort(Sorts.ascending("userId", "period"))) {
            String period = found.getString("period");
            if (period.length() == DAY) {
                days.add(day(period, found));
            }
        }
        return days;
    }

    void erase(ObjectId userId) {
        usage.deleteMany(eq("userId", userId));
    }

    private static UsageDay day(String date, Document found) {
        Map<String, Long> platforms = new TreeMap<>();
        found.get(PLATFORMS, new Document())
                .forEach((name, posts) -> platforms.put(name, ((Number) posts).longValue()));
        return new UsageDay(
                date, number(found, "collected"), number(found, "generated"), number(found, "tokens"), platforms);
    }

    private static long number(Document found, String field) {
        return found.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /// The name of a platform as that of a field.
    private static String field(String platform) {
        return platform.replaceAll("[.$\\x00]", "_");
    }

    private static Bson of(ObjectId userId, String period) {
        return and(eq("userId", userId), eq("period", period));
    }
}
