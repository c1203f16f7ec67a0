package io.automedia.users;

import io.automedia.audit.Action;
import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.storage.FieldEncryption;
import io.automedia.storage.FieldEncryptionException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The keys with which people use providers of language models. They are stored encrypted and never shown
/// again.
@Component
public final class ApiKeys {
    private static final int MOST = 50;
    static final int LONGEST_LABEL = 200;
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,500}");

    private final Users users;
    private final FieldEncryption encryption;
    private final Outgoing outgoing;
    private final ApiKeyProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ApiKeys(
            Users users,
            FieldEncryption encryption,
            Outgoing outgoing,
            ApiKeyProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.users = users;
        this.encryption = encryption;
        this.outgoing = outgoing;
        this.properties = properties;
        this.clock = clock;
    }

    /// What a provider says to a key.
    public enum Verdict {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    /// What came of a check, and a sentence about it.
    public record Check(Verdict verdict, String detail) {}

    /// A person's keys, as they were added.
    public List<User.ApiKey> list(UserId owner) {
        return user(owner).settings().apiKeys();
    }

    /// A key, and the version of the account that it is a part of.
    public record Kept(User.ApiKey key, long version) {}

    /// Keeps a key.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`; `Conflict` when there are too many)
    public Kept add(UserId owner, @Nullable String provider, @Nullable String key, @Nullable String label) {
        String named = provider == null ? "" : provider.strip().toLowerCase(Locale.ROOT);
        String secret = key == null ? "" : key.strip();
        Faults faults = new Faults();
        faults.unless(
                PROVIDER.matcher(named).matches(),
                "provider",
                "must be a name of 1 to 40 letters, digits, -, _ or ., such as openai");
        faults.unless(KEY.matcher(secret).matches(), "key", "must have 8 to 500 visible ASCII characters");
        checkLabel(faults, label);
        faults.raise();
        ObjectId id = new ObjectId();
        User.ApiKey added = new User.ApiKey(
                id,
                named,
                encryption.encrypt(UsersSchema.NAME, owner.value(), field(id), secret),
                label,
                true,
                clock.instant(),
                null);
        User user = change(owner, OptionalLong.empty(), keys -> {
            if (keys.size() >= MOST) {
                throw new Problem.Conflict("There are " + MOST + " keys already: remove one first.").exception();
            }
            List<User.ApiKey> more = new ArrayList<>(keys);
            more.add(added);
            return more;
        });
        events.publishEvent(new ApiKeyEvent(owner, Action.KEY_CREATED, id, named));
        return new Kept(added, user.version());
    }

    private static void checkLabel(Faults faults, @Nullable String label) {
        faults.unless(
                label == null || label.length() <= LONGEST_LABEL,
                "label",
                "must have at most " + LONGEST_LABEL + " characters");
    }

    /// Changes what is given.
    ///
    /// @param demanded the version that the account must have; empty for any
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `NotFound`, `Stale`)
    public Kept change(
            UserId owner, ObjectId id, @Nullable String label, @Nullable Boolean isActive, OptionalLong demanded) {
        Faults faults = new Faults();
        checkLabel(faults, label);
        faults.raise();
        User user = change(owner, demanded, keys -> {
            User.ApiKey known = find(keys, id);
            List<User.ApiKey> changed = new ArrayList<>(keys);
            changed.replaceAll(key -> id.equals(key.id()) ? known.with(label, isActive) : key);
            return changed;
        });
        User.ApiKey changed = find(user.settings().apiKeys(), id);
        events.publishEvent(new ApiKeyEvent(owner, Action.KEY_CHANGED, id, changed.provider()));
        return new Kept(changed, user.version());
    }

    /// Forgets a key.
    ///
    /// @param demanded the version that the account must have; empty for any
    /// @throws io.automedia.shared.ProblemException (`NotFound`, `Stale`)
    public void remove(UserId owner, ObjectId id, OptionalLong demanded) {
        AtomicReference<String> provider = new AtomicReference<>("");
        change(owner, demanded, keys -> {
            provider.set(find(keys, id).provider());
            return keys.stream().filter(key -> !id.equals(key.id())).toList();
        });
        events.publishEvent(new ApiKeyEvent(owner, Action.KEY_DELETED, id, provider.get()));
    }

    private User change(UserId owner, OptionalLong demanded, UnaryOperator<List<User.ApiKey>> change) {
        return users.change(
                owner,
                demanded,
                user -> user.withApiKeys(change.apply(user.settings().apiKeys())));
    }

    private static User.ApiKey find(List<User.ApiKey> keys, ObjectId id) {
        return keys.stream()
                .filter(key -> id.equals(key.id()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("key").exception());
    }

    /// What may be shown of a key.
    public String masked(UserId owner, User.ApiKey key) {
        try {
            String secret = secret(owner, key);
            return secret == null ? "…" : FieldEncryption.mask(secret);
        } catch (FieldEncryptionException away) {
            return "…";
        }
    }

    /// Null for one that wasn't encrypted here, for this person, with this master key.
    ///
    /// @throws FieldEncryptionException when its key service is away
    private @Nullable String secret(UserId owner, User.ApiKey key) {
        ObjectId id = key.id();
        if (id == null) {
            return null;
        }
        try {
            return encryption.decrypt(UsersSchema.NAME, owner.value(), field(id), key.key());
        } catch (FieldEncryptionException otherMasterKey) {
            if (otherMasterKey.mayPass()) {
                throw otherMasterKey;
            }
            return null;
        }
    }

    private static String field(ObjectId id) {
        return "settings.apiKeys." + id.toHexString() + ".key";
    }

    /// Asks the provider whether it knows a key, which is a use of it. The key goes there and nowhere else.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Check check(UserId owner, ObjectId id) throws InterruptedException {
        User.ApiKey key = find(list(owner), id);
        URI address = properties.addresses().get(key.provider());
        if (address == null) {
            return new Check(
                    Verdict.UNKNOWN,
                    "There is no address here at which keys of " + key.provider()
                            + " can be checked; an administrator can set one.");
        }
        String secret = secret(owner, key);
        if (secret == null) {
            return new Check(Verdict.UNKNOWN, "The key can't be read with this server's master key: add it again.");
        }
        Answer answer = outgoing.get(address, headers(key.provider(), secret));
        if (answer instanceof Answer.Received) {
            users.noteKeyUsed(owner, id, clock.instant());
        }
        return answer instanceof Answer.Received received && !isAt(address, received.from())
                ? new Check(
                        Verdict.UNKNOWN,
                        "The provider sends elsewhere, where the key was not shown; an administrator can set another"
                                + " address.")
                : verdict(answer);
    }

    /// Whether who answered is who was asked.
    private static boolean isAt(URI asked, URI answered) {
        return asked.getScheme().equalsIgnoreCase(answered.getScheme())
                && asked.getHost().equalsIgnoreCase(answered.getHost())
                && asked.getPort() == answered.getPort();
    }

    private static Map<String, String> headers(String provider, String secret) {
        return switch (provider) {
            case "anthropic" -> Map.of("x-api-key", secret, "anthropic-version", "2023-06-01");
            case "google" -> Map.of("x-goog-api-key", secret);
            default -> Map.of("Authorization", "Bearer " + secret);
        };
    }

    private static Check verdict(Answer answer) {
        return switch (answer) {
            case Answer.Received it when it.isGood() -> new Check(Verdict.ACCEPTED, "The provider accepts the key.");
            case Answer.Received it
            when it.status() == 400 || it.status() == 401 || it.status() == 403 ->
                new Check(Verdict.REFUSED, "The provider refuses the key (" + it.status() + ").");
            case Answer.Received it ->
                new Check(Verdict.UNKNOWN, "The provider answered " + it.status() + ": try again later.");
            case Answer.Refused refused -> new Check(Verdict.UNKNOWN, refused.reason());
            case Answer.Failed failed -> new Check(Verdict.UNKNOWN, failed.reason());
        };
    }

    private User user(UserId owner) {
        return users.byId(owner).orElseThrow(() -> Problem.notFound("user").exception());
    }
}
