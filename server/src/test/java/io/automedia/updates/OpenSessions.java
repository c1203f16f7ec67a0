package io.automedia.updates;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sessions that are open while their token is in the map.
final class OpenSessions implements Authenticator {
    private final Map<String, Caller.Person> byToken = new ConcurrentHashMap<>();

    void open(String token, Caller.Person person) {
        byToken.put(token, person);
    }

    void close(String token) {
        byToken.remove(token);
    }

    @Override
    public Caller authenticate(String accessToken, @Nullable String actFor) {
        Caller.Person person = byToken.get(accessToken);
        if (person == null) {
            throw new Problem.Unauthenticated("AUTH003", "This is no token of ours.").exception();
        }
        return person;
    }

    @Override
    public boolean isOpen(Caller caller) {
        return byToken.containsValue(caller);
    }

    @Override
    public Optional<Caller.Person> ofCookie(@Nullable String value) {
        return Optional.empty();
    }

    @Override
    public boolean isCommandLine(Caller.Person person) {
        return false;
    }
}
