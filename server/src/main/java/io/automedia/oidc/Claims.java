package io.automedia.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a provider claims of a person.
///
/// @param emailVerified null when it doesn't say
/// @param isOfAnother whether what it told beside the token is of somebody else
record Claims(
        String subject,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        boolean isOfAnother) {
    private static final int LONGEST_EMAIL = 320;

    static Claims of(JWTClaimsSet token) {
        return new Claims(
                String.valueOf(token.getSubject()),
                email(token.getClaim("email")),
                truth(token.getClaim("email_verified")),
                text(token.getClaim("given_name")),
                text(token.getClaim("family_name")),
                false);
    }

    /// The same with what is told beside the token.
    Claims with(JsonNode told) {
        String first = text(told, "given_name");
        String last = text(told, "family_name");
        return new Claims(
                subject,
                email(text(told, "email")),
                truth(
                        told.path("email_verified").isBoolean()
                                ? (Object) told.path("email_verified").asBoolean()
                                : text(told, "email_verified")),
                first == null ? firstName : first,
                last == null ? lastName : last,
                !subject.equals(text(told, "sub")));
    }

    private static @Nullable String text(JsonNode told, String field) {
        return told.path(field).isString() ? told.path(field).asString() : null;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text ? text : null;
    }

    private static @Nullable String email(@Nullable Object claim) {
        return claim instanceof String text && text.indexOf('@') > 0 && text.length() <= LONGEST_EMAIL ? text : null;
    }

    /// Some providers write it as a text.
    private static @Nullable Boolean truth(@Nullable Object claim) {
        return switch (claim) {
            case Boolean said -> said;
            case String said -> said.equals("true");
            case null, default -> null;
        };
    }
}
