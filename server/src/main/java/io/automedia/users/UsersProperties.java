package io.automedia.users;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people get an account.
///
/// @param registration `open`: whoever reaches the page; `closed`: only an administrator makes accounts
/// @param passwordCost bcrypt's cost; each step doubles the time of a sign-in
/// @param checkAddresses whether the addresses that a person puts into his profile must answer
@ConfigurationProperties("automedia")
record UsersProperties(
        @DefaultValue("open") Policy registration,
        @DefaultValue("12") int passwordCost,
        @DefaultValue("false") boolean checkAddresses) {
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
