package io.automedia.storage;

import com.mongodb.MongoWriteException;
import io.automedia.kms.KeyServices;
import io.automedia.shared.ProblemException;
import io.automedia.storage.EncryptedTexts.Found;
import io.automedia.storage.EncryptionKeys.DataKey;
import io.automedia.storage.RotationProgress.Some;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings all encrypted texts to the newest key, some documents at a time. How far it is stands in
/// the store after every step, so that whoever comes next goes on there; should two be at it for a
/// moment, nothing is spoilt: a text is replaced only while it is still the one that was read.
@Component
final class Rotator {
    private static final Logger log = LoggerFactory.getLogger(Rotator.class);

    /// From then on no node writes what it encrypted before it knew of the key.
    static final Duration SETTLED_AFTER = EncryptionKeys.LOOK_AGAIN.multipliedBy(3);

    /// So much later where other nodes have to ask a key service for the key, which may be slow, and is
    /// not asked again at once.
    static final Duration ASKED_AFTER = KeyWrapping.ASK_AGAIN.plusSeconds(25);

    private final EncryptionKeys keys;
    private final FieldEncryption encryption;
    private final EncryptedTexts texts;
    private final KeyHolders holders;
    private final Clock clock;

    Rotator(EncryptionKeys keys, FieldEncryption encryption, EncryptedTexts texts, KeyHolders holders, Clock clock) {
        this.keys = keys;
        this.encryption = encryption;
        this.texts = texts;
        this.holders = holders;
        this.clock = clock;
    }

    private enum Reach {
        CHANGED,
        MISSED,
        UNREADABLE
    }

    /// Does the next step, when there is something to rotate.
    ///
    /// @return whether there is more to do at once
    boolean step() {
        StoredKey newest = keys.stored().getFirst();
        RotationProgress progress = newest.rotation();
        if (progress == null || progress.finishedAt() != null) {
            return false;
        }
        DataKey key = keys.byId(newest.name());
        if (key == null) {
            log.error("The keys can't be rotated on this node: it can't open the encryption key {}", newest.name());
            return false;
        }
        if (progress.pass() == 0) {
            // before anything is encrypted with the new key, so that one master key is enough at any moment after
            keys.wrapAll(key.master());
            return keys.save(newest.id(), progress, progress.nextPass(now()));
        }
        return step(newest.id(), key, progress);
    }

    private boolean step(ObjectId id, DataKey key, RotationProgress progress) {
        String collection = progress.collection();
        List<Document> next = collection == null ? List.of() : texts.next(collection, progress.after());
        if (collection == null || next.isEmpty()) {
            String following = texts.collectionAfter(collection);
            return following == null
                    ? endPass(id, key, progress)
                    : keys.save(id, progress, progress.in(following, now()));
        }
        Some some = change(collection, next, key, progress.pass() == 1);
        return keys.save(id, progress, progress.plus(next.getLast().getObjectId("_id"), next.size(), some, now()));
    }

    private Instant settled(DataKey key, RotationProgress progress) {
        Instant settled = progress.startedAt().plus(SETTLED_AFTER);
        return KeyServices.isUri(key.master()) && !holders.others().isEmpty() ? settled.plus(ASKED_AFTER) : settled;
    }

    private boolean endPass(ObjectId id, DataKey key, RotationProgress progress) {
        Instant settled = settled(key, progress);
        if (progress.inPass() == 0 && !progress.passStartedAt().isBefore(settled)) {
            RotationProgress after = progress.finished(now());
            if (keys.save(id, progress, after)) {
                log.info(
                        "The keys are rotated: {} texts were encrypted anew in {} documents, {} can't be read",
                        after.changed(),
                        after.looked(),
                        after.unreadable());
            }
            return false;
        }
        return !now().isBefore(settled) && keys.save(id, progress, progress.nextPass(now()));
    }

    /// @param isFirst whether this is the first pass, which tells what can't be changed
    private Some change(String collection, List<Document> documents, DataKey key, boolean isFirst) {
        long changed = 0;
        long missed = 0;
        long unreadable = 0;
        for (Document document : documents) {
            for (Found found : texts.in(collection, document)) {
                switch (change(found, key, isFirst)) {
                    case CHANGED -> changed++;
                    case MISSED -> missed++;
                    case UNREADABLE -> unreadable++;
                    case null -> {
                        // it has the key already, or is not encrypted
                    }
                }
            }
        }
        return new Some(changed, missed, unreadable);
    }

    private @Nullable Reach change(Found found, DataKey key, boolean isFirst) {
        String former = found.key();
        if (former == null || former.equals(key.id())) {
            return null;
        }
        try {
            String text = encryption.encryptedWith(
                    key,
                    found.collection(),
                    found.id(),
                    found.text().field(),
                    found.text().text());
            return texts.replace(found, text) ? Reach.CHANGED : Reach.MISSED;
        } catch (FieldEncryptionException shut) {
            return stays(found, shut, isFirst);
        } catch (ProblemException | MongoWriteException failure) {
            if (!RefusedWrites.isRefusal(failure)) {
                throw failure;
            }
            return stays(found, failure, isFirst);
        }
    }

    private static Reach stays(Found found, RuntimeException why, boolean isFirst) {
        if (isFirst) {
            log.error(
                    "The field {} of {}/{} can't be encrypted anew, and stays as it is: {}",
                    found.text().field(),
                    found.collection(),
                    found.id(),
                    why.getMessage());
        }
        return Reach.UNREADABLE;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
