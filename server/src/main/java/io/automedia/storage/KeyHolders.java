package io.automedia.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Which nodes run, and which master keys each of them has: a key must not be used before all have
/// it. Each node says so of itself every ten seconds.
@Component
final class KeyHolders implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KeyHolders.class);
    private static final int OFTEN = 10_000;

    /// Who has not been heard of for so long has ended.
    static final Duration GONE_AFTER = Duration.ofMinutes(1);

    private static final String MASTER_KEYS = "masterKeys";
    private static final String PLACE = "place";
    private static final String SEEN = "seenAt";

    private final MongoCollection<Document> holders;
    private final MasterKeys masters;
    private final Clock clock;
    private final String node;
    private final String place;

    /// Those in key services that were seen to work from here: a URI alone is no key.
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    /// Those of which the log has said why they don't work.
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    KeyHolders(MongoDatabase database, InstalledSchema installed, MasterKeys masters, DataFolder folder, Clock clock) {
        this.holders = database.getCollection(KeyHoldersSchema.NAME).withReadPreference(ReadPreference.primary());
        this.masters = masters;
        this.clock = clock;
        this.node = folder.node();
        this.place = host() + ":" + folder.path();
        tell();
    }

    /// Tells the others.
    void tell() {
        Bson now = Updates.combine(
                Updates.set(
                        MASTER_KEYS,
                        masters.all().stream()
                                .filter(key -> !key.isRemote() || proven.contains(key.id()))
                                .map(MasterKey::id)
                                .toList()),
                Updates.set(PLACE, place),
                Updates.set(SEEN, now()));
        if (holders.updateOne(eq("_id", node), now).getMatchedCount() == 0) {
            begin(now);
        }
    }

    private void begin(Bson now) {
        Inserts.unlessThere(
                holders,
                new Document("_id", node)
                        .append(MASTER_KEYS, List.of())
                        .append(PLACE, place)
                        .append(SEEN, now()));
        holders.updateOne(eq("_id", node), now);
    }

    @Scheduled(fixedRate = OFTEN, initialDelay = OFTEN)
    void tellAgain() {
        try {
            masters.refresh();
            tell();
            if (prove()) {
                tell();
            }
        } catch (RuntimeException storeIsAway) {
            log.debug("The other nodes are told later which master keys are here", storeIsAway);
        }
    }

    /// Asks the key services of keys that did not work before, which may take long.
    ///
    /// @return whether one works now
    private boolean prove() {
        boolean found = false;
        for (MasterKey key : masters.all()) {
            if (key.isRemote() && !proven.contains(key.id()) && works(key)) {
                proven.add(key.id());
                found = true;
            }
        }
        return found;
    }

    private boolean works(MasterKey key) {
        try {
            EncryptionKeys.prepare(key);
            return true;
        } catch (MasterKeyException refused) {
            if (told.add(key.id())) {
                log.info("A master key does not work here yet: {}", refused.getMessage());
            }
            return false;
        }
    }

    /// The other nodes that run.
    List<String> others() {
        return places(holder -> true);
    }

    /// Those of them that don't have a master key.
    List<String> without(MasterKey key) {
        return places(holder -> !holder.getList(MASTER_KEYS, String.class).contains(key.id()));
    }

    private List<String> places(Predicate<Document> which) {
        List<String> found = new ArrayList<>();
        for (Document holder : holders.find(and(gte(SEEN, now().minus(GONE_AFTER)), ne("_id", node)))
                .sort(Sorts.ascending(SEEN))) {
            if (which.test(holder)) {
                found.add(holder.getString(PLACE));
            }
        }
        return found;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void destroy() {
        try {
            holders.deleteOne(eq("_id", node));
        } catch (RuntimeException storeIsGone) {
            log.debug("The other nodes find out that this one has ended", storeIsGone);
        }
    }
}
