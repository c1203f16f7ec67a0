package io.automedia.access;

import io.automedia.shared.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Whose things a request has touched beside the caller's own, as far as it went through the decisions of this
/// package. Who writes down what is read looks here.
public final class OthersThings {
    private static final String NAME = OthersThings.class.getName();

    private OthersThings() {}

    /// Notes that the request which this thread answers touches something of a person; outside of requests nothing.
    public static void note(Caller caller, UserId owner) {
        boolean isOwn =
                caller instanceof Caller.Person person && person.userId().equals(owner);
        if (!isOwn && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            Set<UserId> owners = new LinkedHashSet<>(owners(request));
            owners.add(owner);
            request.setAttribute(NAME, owners);
        }
    }

    /// Those people, in the order in which their things were touched.
    public static List<UserId> owners(HttpServletRequest request) {
        Object noted = request.getAttribute(NAME);
        return noted instanceof Set<?> owners
                ? owners.stream()
                        .filter(UserId.class::isInstance)
                        .map(UserId.class::cast)
                        .toList()
                : List.of();
    }
}
