package io.automedia.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.automedia.kms.KeyServiceException;
import io.automedia.storage.EncryptionKeys.DataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Makes data keys, wraps them with master keys and opens them again. A key service is asked only for
/// what its key wrapped, and not again for a while after it refused.
final class KeyWrapping {
    /// So long a key service that could not open a key isn't asked for the same again.
    static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private static final Configuration TINK = AeadConfig2026.get();

    private final MasterKeys masters;
    private final Clock clock;
    private final Map<Asked, Refusal> refusals = new ConcurrentHashMap<>();

    KeyWrapping(MasterKeys masters, Clock clock) {
        this.masters = masters;
        this.clock = clock;
    }

    private record Asked(String key, String master) {}

    private record Refusal(Binary keyset, Instant at, KeyServiceException why) {}

    /// The key with the first master key that opens it; null when none does.
    @Nullable
    DataKey open(StoredKey stored) {
        for (MasterKey master : likely(stored)) {
            DataKey key = open(stored, master);
            if (key != null) {
                refusals.keySet().removeIf(asked -> asked.key().equals(stored.name()));
                return key;
            }
        }
        return null;
    }

    /// The one that it says first. One in a key service is asked for nothing else, but when none has
    /// the name: its service may have moved to another address.
    private List<MasterKey> likely(StoredKey stored) {
        String wrappedBy = stored.masterKey();
        boolean isKnown = wrappedBy != null && masters.have(wrappedBy);
        return masters.all().stream()
                .filter(master -> !master.isRemote() || !isKnown || master.id().equals(wrappedBy))
                .sorted(Comparator.comparing((MasterKey master) -> !master.id().equals(wrappedBy))
                        .thenComparing(MasterKey::isRemote))
                .toList();
    }

    private @Nullable DataKey open(StoredKey stored, MasterKey master) {
        Asked asked = new Asked(stored.name(), master.id());
        Refusal before = refusals.get(asked);
        if (before != null
                && before.keyset().equals(stored.keyset())
                && clock.instant().isBefore(before.at().plus(ASK_AGAIN))) {
            return null;
        }
        Refusal away = away(master);
        if (away != null) {
            refusals.put(asked, new Refusal(stored.keyset(), away.at(), away.why()));
            return null;
        }
        try {
            KeysetHandle keyset = unwrapped(stored.keyset().getData(), stored.name(), master);
            return new DataKey(
                    stored.name(), keyset.getPrimitive(TINK, Aead.class), keyset, master.id(), stored.keyset());
        } catch (KeyServiceException refusal) {
            refusals.put(asked, new Refusal(stored.keyset(), clock.instant(), refusal));
            return null;
        } catch (GeneralSecurityException ofAnotherMasterKey) {
            return null;
        }
    }

    /// How a service was found to be away a moment ago: it takes long to find out, and is so for all keys.
    private @Nullable Refusal away(MasterKey master) {
        Instant since = clock.instant().minus(ASK_AGAIN);
        return refusals.entrySet().stream()
                .filter(refusal -> refusal.getKey().master().equals(master.id()))
                .map(Map.Entry::getValue)
                .filter(refusal -> refusal.why().reason() == KeyServiceException.Reason.AWAY
                        && refusal.at().isAfter(since))
                .findFirst()
                .orElse(null);
    }

    /// Why a key service did not open a key; null when none was asked for it, or it did.
    @Nullable
    String refusal(String key) {
        return refusals.entrySet().stream()
                .filter(refusal -> refusal.getKey().key().equals(key)
                        && masters.have(refusal.getKey().master()))
                .map(refusal -> refusal.getValue().why().getMessage())
                .findFirst()
                .orElse(null);
    }

    /// Whether a key that was refused may be opened later. What a service says was never wrapped by its
    /// key will not.
    boolean mayPass(String key) {
        return refusals.entrySet().stream()
                .anyMatch(refusal -> refusal.getKey().key().equals(key)
                        && masters.have(refusal.getKey().master())
                        && refusal.getValue().why().reason() != KeyServiceException.Reason.FOREIGN);
    }

    /// A new data key.
    static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java can't make AES keys.", cause);
        }
    }

    /// The key as it is stored. What a key service wrapped, it was seen to open, too: nothing must be
    /// encrypted with a key that nobody gets back.
    ///
    /// @throws MasterKeyException when the key service doesn't do that
    static byte[] wrapped(KeysetHandle keyset, String id, MasterKey master) {
        try {
            byte[] wrapped =
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master.aead(), associated(id), TINK);
            if (master.isRemote() && !unwrapped(wrapped, id, master).equalsKeyset(keyset)) {
                throw new MasterKeyException(
                        "The key " + master.id() + " gives back something else than it was given.");
            }
            return wrapped;
        } catch (KeyServiceException refusal) {
            throw new MasterKeyException(refusal.getMessage() + " Nothing was changed.");
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java can't encrypt a key.", cause);
        }
    }

    private static KeysetHandle unwrapped(byte[] wrapped, String id, MasterKey master) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master.aead(), associated(id), TINK);
    }

    private static byte[] associated(String id) {
        return (EncryptionKeysSchema.NAME + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
