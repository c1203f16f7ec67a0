package io.automedia.access;

import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Keeps people from locking themselves out.
@Component
public final class WaysIn {
    private final ObjectProvider<WayIn> kinds;

    WaysIn(ObjectProvider<WayIn> kinds) {
        this.kinds = kinds;
    }

    /// Puts back what a person just removed when it was the last with which he could sign in: so of two
    /// that he removes at the same moment one stays.
    ///
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when it was put back
    public void requireAny(UserId person, Runnable putBack) {
        if (kinds.stream().allMatch(kind -> kind.count(person) == 0)) {
            putBack.run();
            throw new Problem.Conflict("You could not sign in any more without it: choose a password, or add another"
                            + " way to sign in first.")
                    .exception();
        }
    }
}
