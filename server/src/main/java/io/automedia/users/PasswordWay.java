package io.automedia.users;

import io.automedia.access.WayIn;
import io.automedia.shared.UserId;
import org.springframework.stereotype.Component;

/// Passwords, as one of the things with which people sign in.
@Component
final class PasswordWay implements WayIn {
    private final Users users;

    PasswordWay(Users users) {
        this.users = users;
    }

    @Override
    public int count(UserId person) {
        return users.byId(person).filter(User::hasPassword).isPresent() ? 1 : 0;
    }
}
