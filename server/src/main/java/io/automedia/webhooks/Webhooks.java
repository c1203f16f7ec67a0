package io.automedia.webhooks;

import io.automedia.access.Caller;
import io.automedia.audit.Action;
import io.automedia.outgoing.Outgoing;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Problem;
import io.automedia.storage.EncryptedField;
import io.automedia.storage.FieldEncryption;
import io.automedia.webhooks.WebhookKind.Holder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The webhooks of people's things: the front door. Only the owner of a thing sees and changes its
/// webhooks. Their secrets are made here, shown once, and stored encrypted.
@Component
public final class Webhooks {
    /// What one thing can have.
    public static final int MOST = 100;

    /// Of an address, in characters.
    public static final int LONGEST_URL = 2_048;

    /// Where their secrets are encrypted.
    public static final EncryptedField SECRET = EncryptedField.inEach("webhooks", "secret", "id");

    private static final int ATTEMPTS = 5;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FieldEncryption encryption;
    private final Outgoing outgoing;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Webhooks(FieldEncryption encryption, Outgoing outgoing, ApplicationEventPublisher events, Clock clock) {
        this.encryption = encryption;
        this.outgoing = outgoing;
        this.events = events;
        this.clock = clock;
    }

    /// A webhook, and the version of the thing that it is a part of.
    ///
    /// @param secret what it was just given; null when it kept the one it had
    record Kept(Webhook webhook, long version, @Nullable String secret) {
        @Override
        public String toString() {
            return "Kept[" + webhook + "]";
        }
    }

    List<Webhook> list(WebhookKind kind, Caller caller, ObjectId holderId) {
        return kind.get(caller, holderId).webhooks();
    }

    Kept get(WebhookKind kind, Caller caller, ObjectId holderId, String id) {
        Holder holder = kind.get(caller, holderId);
        return new Kept(find(holder, id), holder.version(), null);
    }

    Kept add(WebhookKind kind, Caller caller, ObjectId holderId, WebhookRequest request) {
        kind.get(caller, holderId);
        Faults faults = new Faults();
        faults.unless(request.url() != null, "url", "is missing");
        faults.unless(request.events() != null, "events", "is missing");
        String url = url(faults, request.url());
        List<String> wanted = events(faults, kind, request.events());
        faults.raise();
        String id = "wh_" + new ObjectId().toHexString();
        String secret = newSecret();
        Webhook added = new Webhook(
                id,
                Objects.requireNonNull(url),
                Objects.requireNonNull(wanted),
                sealed(kind, holderId, id, secret),
                request.isActive() == null || request.isActive(),
                clock.instant());
        Holder holder = change(kind, caller, holderId, OptionalLong.empty(), before -> {
            if (before.webhooks().size() >= MOST) {
                throw new Problem.Conflict("It has " + MOST + " webhooks, the most there can be: remove one first.")
                        .exception();
            }
            return WebhookChange.added(added);
        });
        tell(kind, holder, Action.WEBHOOK_CREATED, id, false);
        return new Kept(find(holder, id), holder.version(), secret);
    }

    /// Changes what is given.
    ///
    /// @param demanded the version that the thing must have; empty for any
    Kept change(
            WebhookKind kind,
            Caller caller,
            ObjectId holderId,
            String id,
            WebhookRequest request,
            OptionalLong demanded) {
        find(kind.get(caller, holderId), id);
        Faults faults = new Faults();
        String url = url(faults, request.url());
        List<String> wanted = events(faults, kind, request.events());
        faults.raise();
        Holder holder = change(kind, caller, holderId, demanded, before -> {
            Webhook known = find(before, id);
            return WebhookChange.of(
                    id,
                    url == null ? known.url() : url,
                    wanted == null ? known.events() : wanted,
                    request.isActive() == null ? known.isActive() : request.isActive());
        });
        tell(kind, holder, Action.WEBHOOK_CHANGED, id, false);
        return new Kept(find(holder, id), holder.version(), null);
    }

    /// Gives it another secret; the one before is worth nothing from now on.
    Kept renewSecret(WebhookKind kind, Caller caller, ObjectId holderId, String id, OptionalLong demanded) {
        String secret = newSecret();
        Holder holder = change(kind, caller, holderId, demanded, before -> {
            find(before, id);
            return WebhookChange.ofSecret(id, sealed(kind, holderId, id, secret));
        });
        tell(kind, holder, Action.WEBHOOK_CHANGED, id, true);
        return new Kept(find(holder, id), holder.version(), secret);
    }

    void remove(WebhookKind kind, Caller caller, ObjectId holderId, String id, OptionalLong demanded) {
        Holder holder = change(kind, caller, holderId, demanded, before -> {
            find(before, id);
            return WebhookChange.removed(id);
        });
        tell(kind, holder, Action.WEBHOOK_DELETED, id, false);
    }

    private static Holder change(
            WebhookKind kind,
            Caller caller,
            ObjectId holderId,
            OptionalLong demanded,
            Function<Holder, WebhookChange> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Holder read = kind.get(caller, holderId);
            Etag.require(demanded, read.version());
            Holder changed = kind.change(read, change.apply(read)).orElse(null);
            if (changed != null) {
                return changed;
            }
        }
        throw new Problem.Conflict("The " + kind.name() + " is being changed by somebody else: try again.").exception();
    }

    private void tell(WebhookKind kind, Holder holder, Action action, String id, boolean isSecretNew) {
        events.publishEvent(new WebhookEvent(holder.owner(), action, id, kind.name(), holder.id(), isSecretNew));
    }

    private static Webhook find(Holder holder, String id) {
        return holder.webhooks().stream()
                .filter(webhook -> id.equals(webhook.id()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("webhook").exception());
    }

    private @Nullable String url(Faults faults, @Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            String url = outgoing.checked(written).toString();
            faults.unless(url.length() <= LONGEST_URL, "url", "must have at most " + LONGEST_URL + " characters");
            return url;
        } catch (IllegalArgumentException refused) {
            faults.add("url", "can't be called. " + refused.getMessage());
            return null;
        }
    }

    private static @Nullable List<String> events(Faults faults, WebhookKind kind, @Nullable List<String> wanted) {
        if (wanted == null) {
            return null;
        }
        faults.unless(!wanted.isEmpty(), "events", "must name one at least");
        for (int i = 0; i < wanted.size(); i++) {
            faults.unless(
                    kind.events().contains(wanted.get(i)),
                    "events[" + i + "]",
                    "must be one of " + String.join(", ", kind.events()));
        }
        return wanted.stream().distinct().toList();
    }

    /// As the Standard Webhooks write them.
    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    private String sealed(WebhookKind kind, ObjectId holderId, String id, String secret) {
        return encryption.encrypt(kind.collection(), holderId, "webhooks." + id + ".secret", secret);
    }
}
