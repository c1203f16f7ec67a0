package io.automedia.web.admin;

import io.automedia.accounts.Invitations;
import io.automedia.accounts.Invitations.Invitation;
import io.automedia.mail.Mails;
import io.automedia.shared.Ids;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/admin/invitations`: who was invited, and inviting.
@Controller
final class InvitationPagesController {
    private static final int SHOWN = 100;

    private final Invitations invitations;
    private final Mails mails;

    InvitationPagesController(Invitations invitations, Mails mails) {
        this.invitations = invitations;
        this.mails = mails;
    }

    @GetMapping("/admin/invitations")
    ModelAndView page(Visit visit) {
        return shown(visit, null, null, "");
    }

    @PostMapping("/admin/invitations")
    ModelAndView invite(
            Visit visit, @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String role) {
        try {
            Invitation sent = invitations.invite(
                    visit.caller(), email, role, visit.viewer().locale().getLanguage());
            return shown(visit, sent.email(), null, "");
        } catch (ProblemException wrong) {
            if (wrong.problem() instanceof Problem.Invalid || wrong.problem() instanceof Problem.Conflict) {
                ModelAndView shown = shown(
                        visit, null, Refusal.of(visit.words(), wrong.problem()).text(), email);
                shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                return shown;
            }
            throw wrong;
        }
    }

    @PostMapping("/admin/invitations/{id}/withdraw")
    String withdraw(Visit visit, @PathVariable String id) {
        invitations.withdraw(visit.caller(), Ids.objectId(id));
        return "redirect:/admin/invitations";
    }

    private ModelAndView shown(Visit visit, @Nullable String sent, @Nullable String wrong, String email) {
        InvitationsPage page = new InvitationsPage(
                mails.areDelivered(),
                invitations.list(visit.caller(), PageRequest.first(SHOWN)).items().stream()
                        .map(one -> row(visit, one))
                        .toList(),
                sent,
                wrong,
                email);
        return new ModelAndView("admin/invitations", "page", page);
    }

    private static InvitationsPage.Row row(Visit visit, Invitation invitation) {
        return new InvitationsPage.Row(
                invitation.id().toHexString(),
                invitation.email(),
                visit.words().of("invitations.role." + invitation.role()),
                visit.formats().moment(invitation.createdAt()),
                visit.formats().date(invitation.expiresAt()));
    }
}
