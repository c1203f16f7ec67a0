package io.automedia.web.detail;

import io.automedia.shared.Ids;
import io.automedia.web.page.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// `/content/{id}`.
@Controller
final class PostController {
    private final PostPages pages;

    PostController(PostPages pages) {
        this.pages = pages;
    }

    @GetMapping("/content/{id}")
    String page(Visit visit, @PathVariable String id, Model model) {
        model.addAttribute("page", pages.page(visit, Ids.objectId(id)));
        return "detail/page";
    }

    /// The card of one post, after something about it was changed.
    @GetMapping("/content/{id}/card")
    String card(Visit visit, @PathVariable String id, Model model) {
        model.addAttribute("card", pages.card(visit, Ids.objectId(id)));
        return "fragments/post :: card(card=${card})";
    }
}
