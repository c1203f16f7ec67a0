package io.automedia.storage;

import io.automedia.shared.Problem;
import io.automedia.storage.EncryptionKeys.DataKey;
import io.automedia.storage.EncryptionKeys.Prepared;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The front door to the keys of secret fields: which there are, and new ones in place of them
/// while everything goes on.
@Component
public final class KeyRotations {
    private final EncryptionKeys keys;
    private final MasterKeys masters;
    private final KeyHolders holders;
    private final EncryptedTexts texts;
    private final RotationLoop loop;

    KeyRotations(EncryptionKeys keys, MasterKeys masters, KeyHolders holders, EncryptedTexts texts, RotationLoop loop) {
        this.keys = keys;
        this.masters = masters;
        this.holders = holders;
        this.texts = texts;
        this.loop = loop;
    }

    /// Has all secret fields encrypted anew, in the background: with a new key, wrapped by the first of
    /// the configured master keys when that wraps nothing yet or lies in a key service, else by a new
    /// master key where they lie in the data folder. Whatever was encrypted before stays readable all
    /// the time. While one runs, that is all that this tells.
    ///
    /// @param before is run when it begins, before anything is changed
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when a new master key has to be given
    /// first, or to other nodes, too; (`Unavailable`) when its key service does not wrap a key
    public synchronized KeyRotation rotate(Runnable before) {
        masters.refresh();
        KeyRotation running =
                last().filter(rotation -> rotation.finishedAt() == null).orElse(null);
        if (running == null) {
            begin(before);
        } else if (keys.byId(running.key()) == null) {
            throw new Problem.Conflict("A rotation to the key " + running.key() + " runs, which this node can't open:"
                            + " it lacks the master key " + running.masterKey() + ".")
                    .exception();
        }
        loop.loop().hint();
        return last().orElseThrow();
    }

    private void begin(Runnable before) {
        List<StoredKey> stored = keys.stored();
        List<DataKey> opened = stored.stream()
                .map(key -> keys.byId(key.name()))
                .filter(Objects::nonNull)
                .toList();
        // one in a key service is known to nobody, and made anew over there
        boolean needsAnother = !masters.primary().isRemote()
                && opened.stream()
                        .allMatch(key -> key.master().equals(masters.primary().id()));
        if (needsAnother) {
            requireThatItCanBeMadeHere();
        } else {
            refuseWhen(
                    holders.without(masters.primary()),
                    "The master key " + masters.primary().id() + " is not on all nodes yet, or its key service was not"
                            + " seen to work there, and nothing was changed: %s. Give it to them, before the present"
                            + " one, start them again, look into their logs, and rotate then.");
        }
        Prepared next = needsAnother ? null : prepared(masters.primary());
        before.run();
        if (next == null) {
            masters.makeAnother();
            holders.tell();
            next = EncryptionKeys.prepare(masters.primary());
        }
        if (!keys.replaceAll(stored, next)) {
            throw new Problem.Conflict("Another node began at the same moment.").exception();
        }
    }

    /// Before anything is said or changed.
    private static Prepared prepared(MasterKey master) {
        try {
            return EncryptionKeys.prepare(master);
        } catch (MasterKeyException refusal) {
            throw new Problem.Unavailable(String.valueOf(refusal.getMessage())).exception();
        }
    }

    private void requireThatItCanBeMadeHere() {
        if (!masters.areOurs()) {
            throw new Problem.Conflict("The master key is configured in " + masters.place()
                            + ", so a new one has to be given: put it (openssl rand -base64 32, or the URI of a key in a key service) before the present"
                            + " one, with a comma or a new line between them, on every node, start those again, and"
                            + " rotate then.")
                    .exception();
        }
        refuseWhen(
                holders.others(),
                "Other nodes run on this store, which would not have a new master key: %s. Give all nodes one in "
                        + MasterKeys.VARIABLE + ", before the present one, and rotate then.");
    }

    private static void refuseWhen(List<String> nodes, String words) {
        if (!nodes.isEmpty()) {
            throw new Problem.Conflict(words.formatted(String.join(", ", nodes))
                            + " A node that was killed counts for another minute.")
                    .exception();
        }
    }

    /// The rotation to the key that encrypts now; empty when it is there without one. What was begun
    /// before that key was made is over.
    public Optional<KeyRotation> last() {
        return keys.stored().stream().findFirst().map(KeyRotation::of);
    }

    /// Looks at everything that is encrypted.
    public KeyStatus status() {
        masters.refresh();
        List<StoredKey> stored = keys.stored();
        String primary = keys.current().id();
        List<KeyStatus.Key> shown =
                stored.stream().map(key -> shown(key, primary)).toList();
        KeyRotation rotation = last().orElse(null);
        return new KeyStatus(
                masters.place(),
                masters.all().stream()
                        .map(master -> new KeyStatus.Master(
                                master.id(), master.equals(masters.primary()), isNeeded(master, shown, rotation)))
                        .toList(),
                shown,
                texts.counts().stream()
                        .map(count -> new KeyStatus.Field(
                                count.field(), count.key(), count.texts(), keys.byId(count.key()) != null))
                        .toList(),
                rotation);
    }

    private KeyStatus.Key shown(StoredKey stored, String primary) {
        DataKey key = keys.byId(stored.name());
        return new KeyStatus.Key(
                stored.name(),
                stored.masterKey() == null && key != null ? key.master() : stored.masterKey(),
                stored.name().equals(primary),
                key != null,
                key == null ? keys.refusal(stored.name()) : null,
                stored.createdAt());
    }

    private boolean isNeeded(MasterKey master, List<KeyStatus.Key> shown, @Nullable KeyRotation rotation) {
        Set<String> wrapping = shown.stream()
                .map(KeyStatus.Key::masterKey)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean runs = rotation != null && rotation.finishedAt() == null;
        return runs || wrapping.contains(master.id()) || master.equals(masters.primary());
    }
}
