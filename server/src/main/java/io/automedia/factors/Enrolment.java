package io.automedia.factors;

/// What an authenticator needs to make a person's codes. It is told until he has shown a first
/// code, and never again.
///
/// @param secret in Base32, to be typed
/// @param otpauthUri the same as an address that authenticators open
/// @param qrCode that address as a picture: a `data:` URI of SVG
public record Enrolment(String secret, String otpauthUri, String qrCode) {
    @Override
    public String toString() {
        return "Enrolment[…]";
    }
}
