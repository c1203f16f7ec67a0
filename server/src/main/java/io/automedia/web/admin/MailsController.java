package io.automedia.web.admin;

import io.automedia.mail.Mail;
import io.automedia.mail.MailStatus;
import io.automedia.mail.Mails;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.web.page.Visit;
import java.util.Locale;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/admin/mails`: what was mailed, and what those say that no mail server took.
@Controller
final class MailsController {
    private static final int SHOWN = 50;
    private static final Set<MailStatus> FAILED = Set.of(MailStatus.REFUSED, MailStatus.EXPIRED);

    private final Mails mails;

    MailsController(Mails mails) {
        this.mails = mails;
    }

    @GetMapping("/admin/mails")
    ModelAndView page(Visit visit, @RequestParam(required = false) @Nullable String after) {
        return shown(visit, after, null);
    }

    @GetMapping("/admin/mails/{id}")
    ModelAndView open(Visit visit, @PathVariable String id) {
        ObjectId mail = Ids.objectId(id);
        Mails.Opened opened = mails.letter(visit.caller(), mail)
                .orElseThrow(() -> Problem.notFound("mail").exception());
        return shown(visit, null, new MailsPage.Open(opened.to(), opened.letter()));
    }

    private ModelAndView shown(Visit visit, @Nullable String after, MailsPage.@Nullable Open open) {
        Page<Mail> page = mails.list(visit.caller(), PageRequest.of(SHOWN, null, after, null));
        MailsPage model = new MailsPage(
                mails.areDelivered(),
                page.items().stream().map(mail -> row(visit, mail)).toList(),
                open,
                page.page().next() == null
                        ? null
                        : "/admin/mails?after=" + page.page().next());
        return new ModelAndView("admin/mails", "page", model);
    }

    private static MailsPage.Row row(Visit visit, Mail mail) {
        return new MailsPage.Row(
                mail.id().toHexString(),
                mail.to(),
                mail.subject() == null ? mail.kind() : mail.subject(),
                visit.words().of("mails.status." + mail.status().name().toLowerCase(Locale.ROOT)),
                FAILED.contains(mail.status()),
                mail.error(),
                visit.formats().moment(mail.createdAt()),
                mail.letter() != null);
    }
}
