package io.automedia.shared;

import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// The version of a document as HTTP shows it: `"7"` is `__v` 7, and `"7.3"` the same with something counted since.
///
/// @param counted what is counted in it without a new version, as figures and points; empty for nothing. Whoever has
///     read it before learns of that, and whoever changes it need not
public record Etag(long version, String counted) {
    private static final Pattern OURS = Pattern.compile("\"(\\d{1,18})(\\.[0-9.]*)?\"");

    /// The version of a document in which nothing is counted.
    public Etag(long version) {
        this(version, "");
    }

    /// The version that an `If-Match` header demands; empty when there is none or it is `*`.
    ///
    /// @throws ProblemException (`Stale`) when it can't be a version of ours, or is a weak one, which never matches
    ///     (RFC 9110, 13.1.1)
    public static OptionalLong demanded(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher ours = OURS.matcher(ifMatch.strip());
        if (ours.matches()) {
            return OptionalLong.of(Long.parseLong(ours.group(1)));
        }
        throw stale().exception();
    }

    /// Lets a change go on when it was made for the version that is there, or for any.
    ///
    /// @throws ProblemException (`Stale`) when it was made for another one
    public static void require(OptionalLong demanded, long version) {
        if (demanded.isPresent() && demanded.getAsLong() != version) {
            throw stale().exception();
        }
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

    /// An answer of 201 with the new thing whose version this is, and where it is.
    public <T> ResponseEntity<T> created(String path, T body) {
        return ResponseEntity.created(URI.create(path)).eTag(toString()).body(body);
    }

    @Override
    public String toString() {
        return "\"" + version + (counted.isEmpty() ? "" : "." + counted) + "\"";
    }
}
