package io.automedia.users;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people get an account.
///
/// @param registration `open`: whoever reaches the page; `closed`: only an administrator makes accounts
/// @param passwordCost bcrypt's cost; each step doubles the time of a sign-in
@ConfigurationProperties("automedia")
record UsersProperties(
        @DefaultValue("open") Policy registration,
        @DefaultValue("12") int passwordCost) {
    UsersProperties {
        if (passwordCost < 4 || passwordCost > 16) {
            throw new IllegalArgumentException("automedia.password-cost must be between 4 and 16");
        }
    }

    /// Who may make an account.
    enum Policy {
        OPEN,
        CLOSED
    }
}
