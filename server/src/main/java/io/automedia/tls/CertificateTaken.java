package io.automedia.tls;

/// Another certificate is served from now on.
///
/// @param certificate the new one
public record CertificateTaken(ServerCertificate certificate) {}
