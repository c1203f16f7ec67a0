package io.automedia.mail;

/// Where mails are brought to.
interface PostOffice {
    /// Whether people get what is brought here.
    boolean delivers();

    /// Why it takes nothing now; empty when it does.
    String closedBecause();

    /// Hands a letter in.
    Outcome take(Mail mail, Letter letter);
}
