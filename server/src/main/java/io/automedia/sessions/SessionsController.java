package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A person's own sessions.
@RestController
@RequestMapping("/api/v1/sessions")
final class SessionsController {
    private final Sessions sessions;

    SessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @param current whether it is the one that asks
    /// @param proof by what its owner last proved who he is; null in what older versions stored
    record SessionAnswer(
            ObjectId id,
            boolean current,
            @Nullable String userAgent,
            String ipAddress,
            Session.@Nullable Location location,
            DeviceInfo deviceInfo,
            @Nullable Proof proof,
            boolean isActive,
            Instant lastActivity,
            Instant expiresAt,
            Instant createdAt) {}

    @GetMapping
    Page<SessionAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        return sessions.list(caller, page).map(session -> answer(session, caller));
    }

    @GetMapping("/{id}")
    SessionAnswer one(Caller caller, @PathVariable ObjectId id) {
        return answer(sessions.one(caller, id), caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, @PathVariable ObjectId id) {
        sessions.close(caller, id);
    }

    /// Closes all but the one that asks.
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeOthers(Caller.Person caller) {
        sessions.closeOthers(caller);
    }

    private SessionAnswer answer(Session session, Caller caller) {
        boolean current =
                caller instanceof Caller.Person person && person.sessionId().equals(session.id());
        return new SessionAnswer(
                session.id(),
                current,
                session.userAgent(),
                session.ipAddress(),
                session.location(),
                session.deviceInfo(),
                session.proof(),
                sessions.isOpen(session),
                session.lastActivity(),
                session.expiresAt(),
                session.createdAt());
    }
}
