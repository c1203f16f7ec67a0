package io.automedia.keys;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.access.RecentProof;
import io.automedia.sessions.SigningKeyRotation;
import io.automedia.shared.Problem;
import io.automedia.storage.KeyRotation;
import io.automedia.storage.KeyRotations;
import io.automedia.storage.KeyStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/admin/encryption-keys`, for administrators.
@RestController
@RequestMapping("/api/v1/admin/encryption-keys")
final class EncryptionKeysController {
    private final KeyRotations rotations;
    private final SigningKeyRotation signing;
    private final Access access;
    private final RecentProof recentProof;
    private final ApplicationEventPublisher events;

    EncryptionKeysController(
            KeyRotations rotations,
            SigningKeyRotation signing,
            Access access,
            RecentProof recentProof,
            ApplicationEventPublisher events) {
        this.rotations = rotations;
        this.signing = signing;
        this.access = access;
        this.recentProof = recentProof;
        this.events = events;
    }

    /// Which keys there are, and how many texts of which field each of them encrypted.
    @GetMapping
    KeyStatus status(Caller caller) {
        access.requireAdmin(caller);
        return rotations.status();
    }

    /// Begins a rotation, and has another key sign access tokens; while one runs, that is told.
    @PostMapping("/rotation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    KeyRotation rotate(Caller caller) {
        access.requireAdmin(caller);
        recentProof.require(caller);
        return rotations.rotate(this::begins);
    }

    private void begins() {
        events.publishEvent(new RotationBegins());
        signing.rotate();
    }

    /// The last one.
    @GetMapping("/rotation")
    KeyRotation rotation(Caller caller) {
        access.requireAdmin(caller);
        return rotations.last().orElseThrow(() -> Problem.notFound("rotation").exception());
    }
}
