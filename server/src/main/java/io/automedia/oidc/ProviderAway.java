package io.automedia.oidc;

/// A provider can't be asked at the moment, or not as it is configured.
final class ProviderAway extends Exception {
    /// @param reason for whoever runs this instance
    ProviderAway(String reason) {
        super(reason);
    }
}
