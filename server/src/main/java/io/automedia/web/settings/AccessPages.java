package io.automedia.web.settings;

import io.automedia.access.Scope;
import io.automedia.sessions.ApiToken;
import io.automedia.sessions.ApiTokens;
import io.automedia.sessions.DeviceInfo;
import io.automedia.sessions.Session;
import io.automedia.sessions.Sessions;
import io.automedia.shared.PageRequest;
import io.automedia.web.page.Visit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of sign-ins and tokens.
@Component
final class AccessPages {
    private static final int SHOWN = 100;

    private final Sessions sessions;
    private final ApiTokens tokens;

    AccessPages(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// The page as it is opened.
    AccessPage page(Visit visit) {
        return page(visit, AccessForm.EMPTY, null, null);
    }

    /// The page with the token that was just made.
    AccessPage made(Visit visit, String secret) {
        return page(visit, AccessForm.EMPTY, secret, null);
    }

    /// The page with what was wrong about the token that was wanted.
    AccessPage wrong(Visit visit, AccessForm form, String reason) {
        return page(visit, form, null, reason);
    }

    private AccessPage page(Visit visit, AccessForm form, @Nullable String made, @Nullable String wrong) {
        List<AccessPage.SessionRow> open = sessions.list(visit.caller(), PageRequest.first(SHOWN)).items().stream()
                .map(session -> row(visit, session))
                .toList();
        return new AccessPage(
                open,
                open.stream().anyMatch(row -> !row.isThis()),
                tokens.list(visit.caller(), PageRequest.first(SHOWN)).items().stream()
                        .map(token -> row(visit, token))
                        .toList(),
                Arrays.stream(Scope.values())
                        .filter(scope -> scope != Scope.ADMIN || visit.caller().isAdmin())
                        .map(scope -> new AccessPage.Choice(key(scope), word(visit, scope), scope == form.scope()))
                        .toList(),
                Arrays.stream(AccessForm.Life.values())
                        .map(life -> new AccessPage.Choice(
                                life.name(),
                                visit.words().of("access.life." + life.name().toLowerCase(Locale.ROOT)),
                                life == form.life()))
                        .toList(),
                made,
                wrong,
                form.name());
    }

    private static AccessPage.SessionRow row(Visit visit, Session session) {
        return new AccessPage.SessionRow(
                session.id().toHexString(),
                device(visit, session.deviceInfo()),
                session.ipAddress(),
                Optional.ofNullable(session.location())
                        .flatMap(Session.Location::words)
                        .orElse(null),
                visit.formats().moment(session.lastActivity()),
                session.id().equals(visit.caller().sessionId()));
    }

    private static String device(Visit visit, DeviceInfo device) {
        return device.browser().equals(DeviceInfo.UNKNOWN)
                ? visit.words().of("access.device.unknown")
                : visit.words().of("access.device", device.browser(), device.os());
    }

    private static AccessPage.TokenRow row(Visit visit, ApiToken token) {
        return new AccessPage.TokenRow(
                token.id().toHexString(),
                token.name(),
                token.ending(),
                word(visit, token.scope()),
                visit.formats().momentOrNone(token.lastUsedAt()),
                token.expiresAt() == null
                        ? visit.words().of("access.never")
                        : visit.formats().date(token.expiresAt()),
                token.isOver(visit.formats().now()));
    }

    private static String word(Visit visit, Scope scope) {
        return visit.words().of("access.scope." + key(scope));
    }

    private static String key(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
