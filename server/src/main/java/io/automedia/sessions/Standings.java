package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.passkeys.PasskeyProofs;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Who may come in at all, and in which role, as it was a moment ago.
@Component
@EnableConfigurationProperties(TwoFactorProperties.class)
final class Standings {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Users users;
    private final SecondFactors factors;
    private final PasskeyProofs passkeys;
    private final SessionsRepository sessions;
    private final TwoFactorProperties properties;
    private final Clock clock;
    private final Map<ObjectId, Standing> standings = new ConcurrentHashMap<>();

    /// @param role null when he may not come in
    /// @param inPasskeySessions his role in sessions that he opened or confirmed by a passkey; null as
    /// above
    private record Standing(@Nullable String role, @Nullable String inPasskeySessions, Instant until) {
        boolean isOf(String one) {
            return one.equals(role) || one.equals(inPasskeySessions);
        }
    }

    Standings(
            Users users,
            SecondFactors factors,
            PasskeyProofs passkeys,
            SessionsRepository sessions,
            TwoFactorProperties properties,
            Clock clock) {
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
    }

    /// Notes that he did something.
    void noteActivity(ObjectId userId, Instant now) {
        users.noteActivity(new UserId(userId), now);
    }

    /// What is known of him is out of date.
    void forget(ObjectId userId) {
        standings.remove(userId);
    }

    /// His role, however he comes in; empty when there is no such person, or his account was closed.
    Optional<String> role(ObjectId userId) {
        return Optional.ofNullable(standing(userId).role());
    }

    /// His role in one of his sessions; empty as above.
    Optional<String> role(ObjectId userId, ObjectId sessionId) {
        Standing standing = standing(userId);
        boolean matters = !Objects.equals(standing.role(), standing.inPasskeySessions());
        return matters
                        && sessions.byId(sessionId)
                                .filter(session -> session.proof() == Proof.PASSKEY)
                                .isPresent()
                ? Optional.ofNullable(standing.inPasskeySessions())
                : Optional.ofNullable(standing.role());
    }

    private Standing standing(ObjectId userId) {
        Instant now = clock.instant();
        Standing known = standings.get(userId);
        // who was one of the few administrators just now may be none any more
        if (known == null || !now.isBefore(known.until()) || known.isOf(Caller.Person.ADMIN)) {
            Instant until = now.plus(KEPT);
            known = users.byId(new UserId(userId))
                    .filter(User::isActive)
                    .map(user -> standing(user, until))
                    .orElseGet(() -> new Standing(null, null, until));
            if (standings.size() > MOST) {
                standings.clear();
            }
            standings.put(userId, known);
        }
        return known;
    }

    /// He has a lesser role as long as he lacks a second factor that is required for it. A passkey is
    /// one, where it was shown.
    private Standing standing(User user, Instant until) {
        boolean lacks = properties.requiredFor() == TwoFactorProperties.Who.ADMIN
                && user.role().equals(Caller.Person.ADMIN)
                && !factors.isOn(user.userId());
        return new Standing(
                lacks ? Caller.Person.USER : user.role(),
                lacks && !passkeys.hasAny(user.userId()) ? Caller.Person.USER : user.role(),
                until);
    }
}
