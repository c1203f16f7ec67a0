package io.automedia.mail;

import io.automedia.audit.Act;
import io.automedia.audit.Action;
import io.automedia.audit.Auditable;
import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// An administrator reads what a mail to somebody says.
public record MailRead(UserId administrator, ObjectId mailId) implements Auditable {
    @Override
    public Act act() {
        return Act.of(Action.MAIL_READ, "mail", mailId).by(administrator);
    }
}
