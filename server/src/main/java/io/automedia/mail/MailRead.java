package io.automedia.mail;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// An administrator is about to read what a mail to somebody says.
///
/// @param addressee who has the address it goes to; null for nobody
public record MailRead(
        UserId administrator, ObjectId mailId, @Nullable UserId addressee) implements Auditable {
    @Override
    public Act act() {
        Act act = Act.of(Action.MAIL_READ, "mail", mailId).by(administrator);
        return addressee == null ? act : act.concerning(addressee);
    }
}
