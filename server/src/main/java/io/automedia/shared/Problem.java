package io.automedia.shared;

import java.time.Duration;
import java.util.List;

/// What can go wrong in a way that the caller should understand. Each kind has one HTTP status and one
/// of the codes that the API documents; `detail` is one sentence that says what to do.
public sealed interface Problem {
    /// The documented code, such as `DATA001`.
    String code();

    /// One sentence for a person.
    String detail();

    /// A field that was wrong, and why.
    record FieldError(String field, String message) {}

    /// There is no such thing, or it belongs to somebody else.
    record NotFound(String detail) implements Problem {
        @Override
        public String code() {
            return "DATA001";
        }
    }

    /// The request can't be read or breaks a rule; `errors` names the fields.
    record Invalid(String detail, List<FieldError> errors) implements Problem {
        public Invalid {
            errors = List.copyOf(errors);
        }

        @Override
        public String code() {
            return "DATA002";
        }
    }

    /// It exists already, or was changed meanwhile.
    record Conflict(String detail) implements Problem {
        @Override
        public String code() {
            return "DATA003";
        }
    }

    /// `If-Match` named a version that is no longer the current one.
    record Stale(String detail) implements Problem {
        @Override
        public String code() {
            return "DATA003";
        }
    }

    /// More bytes than are accepted.
    record TooLarge(String detail) implements Problem {
        @Override
        public String code() {
            return "DATA004";
        }
    }

    /// A kind of file or body that is not accepted.
    record UnsupportedType(String detail) implements Problem {
        @Override
        public String code() {
            return "DATA005";
        }
    }

    /// Nobody, or not who he says: `code` is AUTH001 (credentials), AUTH002 (expired) or AUTH003
    /// (invalid token).
    record Unauthenticated(String code, String detail) implements Problem {}

    /// The password was right, but this account takes a code beside it: `challenge` goes with the
    /// code, until `validFor` is over.
    record CodeNeeded(String challenge, Duration validFor) implements Problem {
        @Override
        public String code() {
            return "AUTH001";
        }

        @Override
        public String detail() {
            return "The password is right, and a code is needed beside it: send {challenge, code} to the same address,"
                    + " with the challenge of this answer and a code of the authenticator or a recovery code.";
        }

        @Override
        public String toString() {
            return "CodeNeeded[…]";
        }
    }

    /// Known, and allowed once he has proved again who he is: by his `password`, a `code` or, where he
    /// has no password, a `passkey`, or a `provider` to which only a browser leads.
    record ConfirmationNeeded(String by) implements Problem {
        @Override
        public String code() {
            return "AUTH004";
        }

        @Override
        public String detail() {
            if (by.equals("provider")) {
                return "Confirm first that it is you, on the page /confirm in a browser, then do this again within ten"
                        + " minutes.";
            }
            return "Confirm first that it is you: send {" + by + "} to /api/v1/auth/confirm, then do this again within"
                    + " ten minutes.";
        }
    }

    /// Known, but not allowed.
    record Forbidden(String detail) implements Problem {
        @Override
        public String code() {
            return "AUTH004";
        }
    }

    /// Too often, or too much; come back after `retryAfter`.
    ///
    /// @param code RATE001 for a rate, RATE002 for a quota
    record TooMany(String code, String detail, Duration retryAfter) implements Problem {
        /// Too often.
        public TooMany(String detail, Duration retryAfter) {
            this("RATE001", detail, retryAfter);
        }
    }

    /// Something this needs is away at the moment.
    record Unavailable(String detail) implements Problem {
        @Override
        public String code() {
            return "SYS002";
        }
    }

    /// The program would write something that it can't keep. That is no fault of the caller, who learns
    /// nothing of it: the log has the detail.
    record Unkept(String detail) implements Problem {
        @Override
        public String code() {
            return "SYS001";
        }
    }

    /// A single wrong field.
    static Problem invalid(String field, String message) {
        return new Invalid(field + " " + message, List.of(new FieldError(field, message)));
    }

    /// The thing named `what` is not there for this caller.
    static Problem notFound(String what) {
        return new NotFound("There is no such " + what + ".");
    }

    /// This problem, to be thrown.
    default ProblemException exception() {
        return new ProblemException(this);
    }
}
