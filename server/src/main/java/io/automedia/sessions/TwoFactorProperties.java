package io.automedia.sessions;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who has to have a second factor.
///
/// @param requiredFor `admin`: an administrator without one may do what everybody may, and no more
@ConfigurationProperties("automedia.two-factor")
record TwoFactorProperties(@DefaultValue("nobody") Who requiredFor) {
    /// Whom it is required for.
    enum Who {
        NOBODY,
        ADMIN
    }
}
