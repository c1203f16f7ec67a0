package io.automedia.web.page;

import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.users.User;
import io.automedia.users.Users;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Finds out who looks at a page, once for each request: what he set about himself outranks what his browser says.
@Component
public final class Visits {
    /// The languages that the pages are written in; the first is for everybody else.
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private static final String KNOWN = Viewer.class.getName();
    private static final String ZONE = "zone";

    private final Users users;
    private final MessageSource messages;
    private final Clock clock;

    Visits(Users users, MessageSource messages, Clock clock) {
        this.users = users;
        this.messages = messages;
        this.clock = clock;
    }

    /// Who looks.
    public Viewer viewer(HttpServletRequest request) {
        if (request.getAttribute(KNOWN) instanceof Viewer known) {
            return known;
        }
        Viewer viewer = find(request);
        request.setAttribute(KNOWN, viewer);
        return viewer;
    }

    /// His look at a page.
    public Visit visit(Caller.Person caller, HttpServletRequest request) {
        Viewer viewer = viewer(request);
        Words words = new Words(messages, viewer.locale());
        return new Visit(caller, viewer, words, new Formats(words, viewer.zone(), clock.instant()));
    }

    private Viewer find(HttpServletRequest request) {
        ZoneId device = Zones.of(cookie(request)).orElse(ZoneId.of("UTC"));
        if (CallerArgument.current() instanceof Caller.Person person) {
            User user = users.byId(person.userId()).orElse(null);
            if (user != null) {
                return new Viewer(
                        user.displayName(),
                        user.email(),
                        person.isAdmin(),
                        language(
                                List.of(Locale.forLanguageTag(user.preferences().language()))),
                        Zones.of(user.profile().timezone()).orElse(device),
                        user.preferences().theme(),
                        user.preferences().contentDefaults().retentionDays(),
                        platform(user.preferences().contentDefaults().defaultPlatform()));
            }
        }
        return Viewer.nobody(language(List.copyOf(java.util.Collections.list(request.getLocales()))), device);
    }

    /// As libraries spell platforms; null for none.
    private static @Nullable String platform(@Nullable String written) {
        String platform = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
        return platform.isEmpty() ? null : platform;
    }

    private static Locale language(List<Locale> wanted) {
        for (Locale locale : wanted) {
            for (Locale offered : LANGUAGES) {
                if (offered.getLanguage().equals(locale.getLanguage())) {
                    return offered;
                }
            }
        }
        return LANGUAGES.getFirst();
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(ZONE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
