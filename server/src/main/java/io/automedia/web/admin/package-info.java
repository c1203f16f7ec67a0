/// Pages for those who run the instance: accounts, mails, invitations.
@NullMarked
package io.automedia.web.admin;

import org.jspecify.annotations.NullMarked;
