/// Pages for those who run the instance: mails, invitations.
@NullMarked
package io.automedia.web.admin;

import org.jspecify.annotations.NullMarked;
