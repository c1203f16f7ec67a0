package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.factors.SecondFactors;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
    private final TwoFactorProperties properties;
    private final Clock clock;
    private final Map<ObjectId, Standing> standings = new ConcurrentHashMap<>();

    /// @param role null when he may not come in
    private record Standing(@Nullable String role, Instant until) {}

    Standings(Users users, SecondFactors factors, TwoFactorProperties properties, Clock clock) {
        this.users = users;
        this.factors = factors;
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

    /// His role; empty when there is no such person, or his account was closed.
    Optional<String> role(ObjectId userId) {
        Instant now = clock.instant();
        Standing known = standings.get(userId);
        // who was one of the few administrators just now may be none any more
        if (known == null || !now.isBefore(known.until()) || Caller.Person.ADMIN.equals(known.role())) {
            known = new Standing(
                    users.byId(new UserId(userId))
                            .filter(User::isActive)
                            .map(this::allowed)
                            .orElse(null),
                    now.plus(KEPT));
            if (standings.size() > MOST) {
                standings.clear();
            }
            standings.put(userId, known);
        }
        return Optional.ofNullable(known.role());
    }

    /// His role, or a lesser one as long as he lacks a second factor that is required for it.
    private String allowed(User user) {
        boolean lacks = properties.requiredFor() == TwoFactorProperties.Who.ADMIN
                && user.role().equals(Caller.Person.ADMIN)
                && !factors.isOn(user.userId());
        return lacks ? Caller.Person.USER : user.role();
    }
}
