package io.automedia.web.settings;

import io.automedia.audit.Action;
import io.automedia.audit.AuditEntry;
import io.automedia.audit.AuditQuery;
import io.automedia.audit.AuditTrail;
import io.automedia.audit.Outcome;
import io.automedia.audit.Verification;
import io.automedia.sessions.DeviceInfo;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import io.automedia.web.page.Visit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the page of the audit trail.
@Component
final class TrailPages {
    private static final int SHOWN = 50;
    private static final String LOCATION = "location";
    /// What has a place of its own on the page, or is no use to people.
    private static final Set<String> NO_DETAILS = Set.of("fingerprint", LOCATION);

    private final AuditTrail trail;
    private final Users users;

    TrailPages(AuditTrail trail, Users users) {
        this.trail = trail;
        this.users = users;
    }

    /// The page after a cursor; the first one when that is empty.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when it can't be filtered like that
    TrailPage page(Visit visit, TrailForm form, String after) {
        return page(visit, form, after, null);
    }

    /// The first page, with what came of looking at the whole trail.
    TrailPage verified(Visit visit) {
        Verification verification = trail.verify(visit.caller(), null);
        return page(visit, TrailForm.EMPTY, "", words(visit, verification));
    }

    /// The page with what was wrong about the filters.
    TrailPage wrong(Visit visit, TrailForm form, String reason) {
        return new TrailPage(
                visit.caller().isAdmin(),
                form.ofAll(),
                shown(visit, form),
                visit.formats().number(0),
                List.of(),
                null,
                reason,
                null);
    }

    private TrailPage page(Visit visit, TrailForm form, String after, TrailPage.@Nullable Verified verified) {
        AuditQuery query = form.query(visit.formats().zone());
        PageRequest wanted = PageRequest.of(SHOWN, null, after, null);
        boolean ofAll = form.ofAll() && visit.caller().isAdmin();
        Page<AuditEntry> entries =
                ofAll ? trail.list(visit.caller(), query, wanted) : trail.own(visit.caller(), query, wanted);
        Map<ObjectId, String> names = new HashMap<>();
        String next = entries.page().next();
        return new TrailPage(
                visit.caller().isAdmin(),
                ofAll,
                shown(visit, form),
                visit.formats().number(entries.page().total()),
                entries.items().stream()
                        .map(entry -> row(visit, entry, ofAll, names))
                        .toList(),
                next == null ? null : form.next(next),
                null,
                verified);
    }

    private static TrailPage.Form shown(Visit visit, TrailForm form) {
        return new TrailPage.Form(
                Arrays.stream(Action.values())
                        .map(action -> new TrailPage.Choice(
                                action.word(),
                                action(visit, action.word()),
                                action.word().equals(form.action())))
                        .toList(),
                Arrays.stream(Outcome.values())
                        .map(outcome -> new TrailPage.Choice(
                                outcome.word(),
                                visit.words().of("trail.outcome." + outcome.word()),
                                outcome.word().equals(form.outcome())))
                        .toList(),
                form.from(),
                form.to(),
                form.actor(),
                form.object(),
                form.isSet());
    }

    private TrailPage.Row row(Visit visit, AuditEntry entry, boolean ofAll, Map<ObjectId, String> names) {
        String agent = entry.source().userAgent();
        return new TrailPage.Row(
                visit.formats().moment(entry.at()),
                action(visit, entry.action()),
                entry.action(),
                visit.words().named("trail.outcome.", entry.outcome()),
                tone(entry.outcome()),
                who(visit, entry.actor(), ofAll, names),
                visit.words().named("trail.object.", entry.object().type()),
                entry.object().id(),
                details(visit, entry),
                entry.source().address(),
                entry.details().get(LOCATION),
                agent == null ? null : device(visit, DeviceInfo.of(agent)));
    }

    private static String action(Visit visit, String word) {
        return visit.words().named("trail.action.", word);
    }

    private static String tone(String outcome) {
        return switch (outcome) {
            case "success" -> "ok";
            case "denied" -> "warn";
            default -> "error";
        };
    }

    private String who(Visit visit, AuditEntry.Actor actor, boolean ofAll, Map<ObjectId, String> names) {
        ObjectId id = actor.id();
        if (id == null) {
            return visit.words().named("trail.who.", actor.kind());
        }
        if (id.equals(visit.caller().userId().value())) {
            return visit.words().of("trail.who.you");
        }
        return ofAll
                ? names.computeIfAbsent(id, unknown -> name(visit, unknown))
                : visit.words().of("trail.who.another");
    }

    private String name(Visit visit, ObjectId id) {
        return users.byId(new UserId(id))
                .map(User::email)
                .orElseGet(() -> visit.words().of("trail.who.gone", id.toHexString()));
    }

    private static String details(Visit visit, AuditEntry entry) {
        return new TreeMap<>(entry.details())
                .entrySet().stream()
                        .filter(detail -> !NO_DETAILS.contains(detail.getKey()))
                        .map(detail -> detail(visit, detail.getKey(), detail.getValue()))
                        .collect(Collectors.joining(" · "));
    }

    /// What has no words of its own, such as the name of a browser, is shown as it was written.
    private static String detail(Visit visit, String name, String value) {
        String words = Arrays.stream(value.split(", ", -1))
                .map(part -> visit.words().named("trail.detail." + name + ".", part))
                .collect(Collectors.joining(visit.words().of("trail.detail.and")));
        return visit.words().of("trail.detail", visit.words().named("trail.detail.", name), words);
    }

    private static String device(Visit visit, DeviceInfo device) {
        return device.browser().equals(DeviceInfo.UNKNOWN)
                ? visit.words().of("access.device.unknown")
                : visit.words().of("access.device", device.browser(), device.os());
    }

    private static TrailPage.Verified words(Visit visit, Verification verification) {
        String count = visit.formats().number(verification.entries());
        return new TrailPage.Verified(
                verification.isIntact(),
                verification.isIntact()
                        ? visit.words().of("trail.intact", count)
                        : visit.words().of("trail.damaged", visit.formats().number(verification.found()), count),
                visit.words().of("trail.head", Long.toString(verification.last()), verification.hash()),
                verification.findings().stream()
                        .map(finding -> place(visit, finding))
                        .toList());
    }

    private static String place(Visit visit, Verification.Finding finding) {
        String kind = visit.words().of("trail.finding." + finding.kind().name().toLowerCase(java.util.Locale.ROOT));
        Long from = finding.from();
        if (from == null) {
            return kind + " " + visit.words().of("trail.place.none", String.valueOf(finding.id()));
        }
        Long through = finding.through();
        return kind + " " + (through == null || through.equals(from) ? Long.toString(from) : from + "–" + through);
    }
}
