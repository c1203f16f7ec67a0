package io.automedia.shared;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// The version of a document as HTTP shows it: `"7"` is `__v` 7.
public record Etag(long version) {
    /// The version that an `If-Match` header demands; empty when there is none or it is `*`.
    ///
    /// @throws ProblemException (`Stale`) when it can't be a version of ours
    public static OptionalLong demanded(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        String text = ifMatch.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        if (text.matches("\"\\d{1,18}\"")) {
            return OptionalLong.of(Long.parseLong(text, 1, text.length() - 1, 10));
        }
        throw stale().exception();
    }

    /// The answer to an `If-Match` that no longer holds.
    public static Problem stale() {
        return new Problem.Stale("It was changed meanwhile: read it again, then repeat the change.");
    }

    /// An answer of 200 with the thing whose version this is. A reader whose `If-None-Match` still
    /// holds gets 304.
    public <T> ResponseEntity<T> on(T body) {
        return ResponseEntity.ok().eTag(toString()).body(body);
    }

    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}
