package io.automedia.passkeys;

import java.util.List;

/// What a browser needs to have a passkey sign, as `PublicKeyCredential.parseRequestOptionsFromJSON`
/// takes it. Bytes are in Base64 for addresses.
///
/// @param timeout in milliseconds
/// @param allowCredentials which ones may sign; empty for any of this instance
public record RequestOptions(
        String challenge,
        String rpId,
        long timeout,
        List<CreationOptions.Descriptor> allowCredentials,
        String userVerification) {}
