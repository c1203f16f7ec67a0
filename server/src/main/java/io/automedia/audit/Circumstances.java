package io.automedia.audit;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.shared.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Who acts, and from where: as the request says that this thread answers.
@Component
final class Circumstances {
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final ObjectProvider<Authenticator> authenticator;

    Circumstances(ObjectProvider<Authenticator> authenticator) {
        this.authenticator = authenticator;
    }

    AuditEntry.Actor actor(@Nullable UserId by) {
        Caller caller = CallerArgument.current();
        if (caller instanceof Caller.Person person && (by == null || by.equals(person.userId()))) {
            return new AuditEntry.Actor("person", person.userId().value(), via(person), person.sessionId());
        }
        if (by != null) {
            return new AuditEntry.Actor("person", by.value(), null, null);
        }
        HttpServletRequest request = request();
        if (caller instanceof Caller.System || request == null) {
            return new AuditEntry.Actor("system", null, request == null ? null : "command_line", null);
        }
        return new AuditEntry.Actor("anonymous", null, null, null);
    }

    private String via(Caller.Person person) {
        if (person.token() != null) {
            return "token";
        }
        return authenticator.getObject().isCommandLine(person) ? "command_line" : "session";
    }

    AuditEntry.Source source() {
        HttpServletRequest request = request();
        if (request == null) {
            return AuditEntry.Source.UNKNOWN;
        }
        String agent = request.getHeader("User-Agent");
        return new AuditEntry.Source(Act.bounded(request.getRemoteAddr()), agent == null ? null : Act.bounded(agent));
    }

    /// The trace that a request belongs to as W3C's `traceparent` says it, else its `X-Request-Id`.
    @Nullable
    String traceId() {
        HttpServletRequest request = request();
        if (request == null) {
            return null;
        }
        String parent = request.getHeader("traceparent");
        Matcher trace = TRACE.matcher(parent == null ? "" : parent);
        if (trace.matches()) {
            return trace.group(1);
        }
        String id = request.getHeader("X-Request-Id");
        return id != null && REQUEST_ID.matcher(id).matches() ? id : null;
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
