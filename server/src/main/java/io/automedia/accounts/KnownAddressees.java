package io.automedia.accounts;

import io.automedia.mail.Addressees;
import io.automedia.shared.UserId;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Those who have an account.
@Component
final class KnownAddressees implements Addressees {
    private final Users users;

    KnownAddressees(Users users) {
        this.users = users;
    }

    @Override
    public Optional<UserId> of(String address) {
        return users.byEmail(address).map(User::userId);
    }
}
