package io.automedia.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what browsers answer and checks it by the rules of WebAuthn: the only place that knows
/// webauthn4j. Who made an authenticator is not asked for; that it saw its owner, and knew him, always
/// is.
@Component
final class PasskeyVerifier {
    /// In the order in which they are liked best: EdDSA, ES256, RS256.
    static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            algorithm(COSEAlgorithmIdentifier.EdDSA),
            algorithm(COSEAlgorithmIdentifier.ES256),
            algorithm(COSEAlgorithmIdentifier.RS256));

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST_ANSWER = 50_000;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }

    /// A passkey that was made.
    record Made(
            String credentialId,
            String publicKey,
            long signCount,
            boolean isBackupEligible,
            boolean isBackedUp,
            List<String> transports) {}

    /// An answer as it was read, of which nothing is believed yet.
    ///
    /// @param userHandle whose it says it is; null when it doesn't
    record Shown(
            String credentialId, String challenge, @Nullable String userHandle, AuthenticationData data) {}

    /// What a right answer told.
    record Signed(long signCount, boolean isBackedUp) {}

    /// The answer of a browser that made a passkey; empty when it is none.
    Optional<RegistrationData> readMade(String answer) {
        return read(() -> webauthn.parseRegistrationResponseJSON(answer), answer)
                .filter(data -> challenge(data.getCollectedClientData()) != null && hasCredential(data));
    }

    private static boolean hasCredential(RegistrationData data) {
        AttestationObject made = data.getAttestationObject();
        return made != null && made.getAuthenticatorData().getAttestedCredentialData() != null;
    }

    /// The challenge that it answers.
    static @Nullable String challenge(@Nullable CollectedClientData data) {
        return data == null || data.getChallenge() == null
                ? null
                : BASE64.encodeToString(data.getChallenge().getValue());
    }

    /// What was made.
    ///
    /// @throws VerificationException when it is not as it was asked for
    Made verify(RegistrationData data, ServerProperty asked) {
        webauthn.verify(data, new RegistrationParameters(asked, ALGORITHMS, true, true));
        AuthenticatorData<?> authenticator =
                Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        AttestedCredentialData credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
        Set<AuthenticatorTransport> transports = data.getTransports();
        return new Made(
                text(credential.getCredentialId()),
                text(keys.convert(credential)),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS(),
                transports == null
                        ? List.of()
                        : transports.stream()
                                .map(AuthenticatorTransport::getValue)
                                .filter(value -> !value.isEmpty() && value.length() <= PasskeysSchema.LONGEST_TRANSPORT)
                                .sorted()
                                .limit(PasskeysSchema.TRANSPORTS)
                                .toList());
    }

    /// The answer of a browser whose passkey signed; empty when it is none.
    Optional<Shown> readSigned(String answer) {
        return read(() -> webauthn.parseAuthenticationResponseJSON(answer), answer)
                .flatMap(PasskeyVerifier::shown);
    }

    private static Optional<Shown> shown(AuthenticationData data) {
        String challenge = challenge(data.getCollectedClientData());
        return challenge == null || data.getCredentialId() == null || data.getAuthenticatorData() == null
                ? Optional.empty()
                : Optional.of(
                        new Shown(BASE64.encodeToString(data.getCredentialId()), challenge, userHandle(data), data));
    }

    private static @Nullable String userHandle(AuthenticationData data) {
        return data.getUserHandle() == null ? null : BASE64.encodeToString(data.getUserHandle());
    }

    /// Whether the passkey signed what it was asked to.
    ///
    /// @throws VerificationException when it did not, or when it counted backwards
    Signed verify(Shown shown, Passkey passkey, ServerProperty asked) {
        CredentialRecordImpl known = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                passkey.isBackupEligible(),
                passkey.isBackedUp(),
                passkey.signCount(),
                keys.convert(bytes(passkey.publicKey())),
                null,
                null,
                null,
                null);
        webauthn.verify(shown.data(), new AuthenticationParameters(asked, known, null, true, true));
        AuthenticatorData<?> authenticator = Objects.requireNonNull(shown.data().getAuthenticatorData());
        return new Signed(authenticator.getSignCount(), authenticator.isFlagBS());
    }

    /// Bytes as texts of JSON have them.
    static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /// The bytes of such a text.
    static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static <T> Optional<T> read(Supplier<T> reader, String answer) {
        if (answer.length() > LONGEST_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.get());
        } catch (RuntimeException spoilt) {
            // the library says in many ways that it can't read what is no answer at all
            return Optional.empty();
        }
    }
}
