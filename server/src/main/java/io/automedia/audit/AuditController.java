package io.automedia.audit;

import io.automedia.access.Caller;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/audit`.
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {
    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping
    Page<AuditEntry> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        PageRequest page = PageRequest.of(limit, offset, after, total).sorted(sortBy, sortOrder);
        return trail.list(caller, AuditQuery.of(action, actor, object, outcome, from, to), page);
    }

    /// Looks at the whole trail.
    ///
    /// @param seq the place of an entry that was noted before, with its hash
    @GetMapping("/verify")
    Verification verify(
            Caller caller,
            @RequestParam(required = false) @Nullable Long seq,
            @RequestParam(required = false) @Nullable String hash) {
        if ((seq == null) != (hash == null)) {
            throw Problem.invalid(seq == null ? "seq" : "hash", "is needed, too: they belong together")
                    .exception();
        }
        return trail.verify(caller, seq == null || hash == null ? null : new Verification.Noted(seq, hash));
    }
}
