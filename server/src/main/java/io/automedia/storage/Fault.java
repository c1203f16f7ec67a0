package io.automedia.storage;

/// What is wrong with a document, or with a change of one.
///
/// @param field where, such as `keywords[1].term`
/// @param reason what it must be, such as `must be a text of 1 to 100 characters`
public record Fault(String field, String reason) {
    /// That a document lacks something that it has by default.
    static final Fault INCOMPLETE = new Fault("", "lacks what it has by default");

    /// Whether it is [#INCOMPLETE], somewhere in a document.
    boolean isIncompleteness() {
        return reason.equals(INCOMPLETE.reason);
    }

    /// The same, seen from the object or list that holds it.
    Fault within(String outer) {
        String between = field.isEmpty() || field.startsWith("[") ? "" : ".";
        return new Fault(outer + between + field, reason);
    }

    @Override
    public String toString() {
        return field + " " + reason;
    }
}
