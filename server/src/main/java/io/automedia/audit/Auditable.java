package io.automedia.audit;

/// Something that belongs into the audit trail: an event of this type is written there before the one who
/// published it goes on.
public interface Auditable {
    /// What to write of it.
    Act act();
}
