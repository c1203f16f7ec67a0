package io.automedia.sessions;

import io.automedia.access.Caller;
import io.automedia.shared.Ids;
import io.automedia.shared.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/users/{id}/sessions`: signs somebody out everywhere, for administrators.
@RestController
final class AccountSessionsController {
    private final Sessions sessions;

    AccountSessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    @DeleteMapping("/api/v1/users/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeAll(Caller caller, @PathVariable String id) {
        sessions.closeAllOf(caller, new UserId(Ids.objectId(id)));
    }
}
