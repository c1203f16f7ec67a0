package io.automedia.mail;

import io.automedia.shared.UserId;
import org.bson.types.ObjectId;

/// An administrator read what a mail to somebody says.
public record MailRead(UserId administrator, ObjectId mailId) {}
