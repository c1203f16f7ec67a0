package io.automedia.web.explore;

import io.automedia.content.LibraryPost;
import io.automedia.shared.Page;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Visit;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/explore`.
@Controller
final class ExploreController {
    private final ExplorePages pages;
    private final PostLists lists;

    ExploreController(ExplorePages pages, PostLists lists) {
        this.pages = pages;
        this.lists = lists;
    }

    @GetMapping("/explore")
    String page(
            Visit visit,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            HttpServletResponse response) {
        Filters filters = filters(visit, parameters);
        String preselected = filters.preselected(parameters, visit.viewer().platform());
        if (preselected != null) {
            return "redirect:" + preselected;
        }
        model.addAttribute("page", shown(visit, filters, after, response));
        return "explore/page";
    }

    @GetMapping("/explore/more")
    String more(
            Visit visit,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Filters filters = filters(visit, parameters);
        Page<LibraryPost> found = lists.find(visit, filters, after);
        model.addAttribute("cards", pages.cards(lists.cards(visit), found));
        model.addAttribute("more", PostLists.more(found, filters, "/explore/more"));
        return "fragments/post :: list(cards=${cards}, more=${more})";
    }

    /// A filter that can't be meant is said above what the others leave.
    private ExplorePage shown(Visit visit, Filters filters, @Nullable String after, HttpServletResponse response) {
        try {
            return pages.page(visit, filters, after);
        } catch (ProblemException wrong) {
            if (!(wrong.problem() instanceof Problem.Invalid invalid)
                    || invalid.errors().isEmpty()) {
                throw wrong;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return pages.wrong(visit, filters, invalid);
        }
    }

    private static Filters filters(Visit visit, MultiValueMap<String, String> parameters) {
        return Filters.of("/explore", parameters, ExplorePages.PARAMETERS)
                .preselecting(visit.viewer().platform());
    }
}
