package io.automedia.passkeys;

import java.util.List;

/// What a browser needs to make a passkey, as `PublicKeyCredential.parseCreationOptionsFromJSON` takes
/// it. Bytes are in Base64 for addresses.
///
/// @param timeout in milliseconds
/// @param excludeCredentials those that the person has: no device makes a second one
public record CreationOptions(
        String challenge,
        Party rp,
        Person user,
        List<Algorithm> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation) {
    /// For whom it is.
    public record Party(String id, String name) {}

    /// Whose it will be.
    public record Person(String id, String name, String displayName) {}

    /// How it may sign.
    ///
    /// @param alg as COSE numbers them
    public record Algorithm(String type, long alg) {}

    /// A passkey by its id.
    public record Descriptor(String type, String id, List<String> transports) {}

    /// Which kind it must be.
    public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}
}
