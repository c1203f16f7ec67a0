package io.automedia.mail;

/// How far a mail is.
public enum MailStatus {
    /// It is to be sent.
    WAITING,
    /// The mail server took it.
    SENT,
    /// No mail server is configured: it lies in the log folder and on the administrator's page.
    KEPT,
    /// The mail server refuses it for good.
    REFUSED,
    /// It could not be sent while it was worth it.
    EXPIRED,
    /// There was nothing to say any more.
    DROPPED
}
