package io.automedia.web.settings;

import io.automedia.audit.AuditQuery;
import io.automedia.shared.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What the list is filtered by, as it was typed.
///
/// @param who `all` for everybody's entries
/// @param from a day, from its beginning in the person's time zone
/// @param to a day, until its end
record TrailForm(String who, String action, String outcome, String from, String to, String actor, String object) {
    static final TrailForm EMPTY = new TrailForm("", "", "", "", "", "", "");

    boolean ofAll() {
        return who.equals("all");
    }

    boolean isSet() {
        return !(action + outcome + from + to + actor + object).isEmpty();
    }

    /// @throws io.automedia.shared.ProblemException (`Invalid`)
    AuditQuery query(ZoneId zone) {
        LocalDate last = day("to", to);
        return AuditQuery.of(
                action,
                actor.strip(),
                object.strip(),
                outcome,
                beginning(day("from", from), zone),
                beginning(last == null ? null : last.plusDays(1), zone));
    }

    private static @Nullable Instant beginning(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(String field, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 0 && day.getYear() < 9_999) {
                return day;
            }
        } catch (DateTimeException notOne) {
            // answered below like any other text that is no day
        }
        throw Problem.invalid(field, "must be a day such as 2026-01-31").exception();
    }

    /// The page that begins after a cursor.
    String next(String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/settings/activity");
        add(address, "who", who);
        add(address, "action", action);
        add(address, "outcome", outcome);
        add(address, "from", from);
        add(address, "to", to);
        add(address, "actor", actor);
        add(address, "object", object);
        return address.queryParam("after", "{after}")
                .encode()
                .buildAndExpand(after)
                .toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, value);
        }
    }
}
