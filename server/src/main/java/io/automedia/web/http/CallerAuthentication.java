package io.automedia.web.http;

import io.automedia.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// A caller as Spring Security and the pages see him: his principal is the [Caller].
final class CallerAuthentication extends AbstractAuthenticationToken {
    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        super.setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        return switch (caller) {
            case Caller.Person person
            when person.isAdmin() ->
                List.of(new SimpleGrantedAuthority("ROLE_USER"), new SimpleGrantedAuthority("ROLE_ADMIN"));
            case Caller.Person person -> List.of(new SimpleGrantedAuthority("ROLE_USER"));
            case Caller.System system -> List.of(new SimpleGrantedAuthority("ROLE_ADMIN"));
        };
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return switch (caller) {
            case Caller.Person person -> person.userId().toString();
            case Caller.System system -> system.name();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
