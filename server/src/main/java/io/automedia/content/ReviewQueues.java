package io.automedia.content;

import io.automedia.shared.UserId;
import io.automedia.users.Users;
import org.springframework.stereotype.Component;

/// Who wants to look at posts before they are approved: their owner decides as what they come into his library.
@Component
final class ReviewQueues {
    private static final String PENDING = "pending";

    private final Users users;

    ReviewQueues(Users users) {
        this.users = users;
    }

    /// As what a post begins of which its bringer says nothing.
    ModerationStatus beginning(UserId owner) {
        return users.byId(owner)
                .filter(user ->
                        PENDING.equals(user.preferences().contentDefaults().moderationStatus()))
                .map(user -> ModerationStatus.PENDING)
                .orElse(ModerationStatus.APPROVED);
    }
}
