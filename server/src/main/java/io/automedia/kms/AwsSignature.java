package io.automedia.kms;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as AWS wants them signed (Signature Version 4), without queries, since none is needed
/// here.
///
/// @param region such as `eu-central-1`
/// @param service such as `kms`
record AwsSignature(String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    /// The headers that a request needs beside its own: `X-Amz-Date`, `X-Amz-Security-Token` and
    /// `Authorization`.
    ///
    /// @param headers of its own, all of which are signed
    Map<String, String> headers(
            AwsCredentials credentials,
            Instant now,
            String method,
            URI address,
            Map<String, String> headers,
            byte[] body) {
        String time = TIME.format(now);
        SortedMap<String, String> added = new TreeMap<>(Map.of("X-Amz-Date", time));
        if (credentials.sessionToken() != null) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", address.getRawAuthority());
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        String names = String.join(";", signed.keySet());
        String path = address.getRawPath();
        String canonical = String.join(
                "\n",
                method,
                path == null || path.isEmpty() ? "/" : path,
                "",
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                hash(body));
        String scope = time.substring(0, DAY) + "/" + region + "/" + service + "/aws4_request";
        String signature = HexFormat.of()
                .formatHex(
                        mac(key(credentials, time), String.join("\n", ALGORITHM, time, scope, hash(bytes(canonical)))));
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature);
        return added;
    }

    private byte[] key(AwsCredentials credentials, String time) {
        byte[] day = mac(bytes("AWS4" + credentials.secretAccessKey()), time.substring(0, DAY));
        return mac(mac(mac(day, region), service), "aws4_request");
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no HMAC.", cause);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
