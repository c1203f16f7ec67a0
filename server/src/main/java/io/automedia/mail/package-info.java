/// Letters to people: queued in the store, sent by one node at a time over SMTP, or kept for the
/// administrator where no mail server is configured. It knows no feature: who has something to say
/// writes it as a [MailWriter].
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "tls"})
@NullMarked
package io.automedia.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
