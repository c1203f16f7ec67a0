package io.automedia.web.live;

import io.automedia.content.LibraryPost;
import io.automedia.shared.Page;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/`, and the parts of it that its script asks for.
@Controller
final class LiveController {
    private final LivePages pages;
    private final PostLists lists;

    LiveController(LivePages pages, PostLists lists) {
        this.pages = pages;
        this.lists = lists;
    }

    @GetMapping("/")
    String page(Visit visit, @RequestParam MultiValueMap<String, String> parameters, Model model) {
        Filters filters = filters(visit, parameters);
        String preselected = filters.preselected(parameters, visit.viewer().platform());
        if (preselected != null) {
            return "redirect:" + preselected;
        }
        model.addAttribute("page", pages.page(visit, filters, true));
        return "live/page";
    }

    @GetMapping("/live/figures")
    String figures(Visit visit, @RequestParam MultiValueMap<String, String> parameters, Model model) {
        model.addAttribute("page", pages.page(visit, filters(visit, parameters), false));
        return "live/parts :: figures(page=${page})";
    }

    @GetMapping("/live/posts")
    String posts(
            Visit visit,
            @RequestParam List<String> ids,
            @RequestParam MultiValueMap<String, String> parameters,
            Model model) {
        model.addAttribute("cards", pages.arrived(visit, filters(visit, parameters), ids));
        model.addAttribute("more", null);
        return "fragments/post :: list(cards=${cards}, more=${more})";
    }

    @GetMapping("/live/more")
    String more(
            Visit visit,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Filters filters = filters(visit, parameters);
        Page<LibraryPost> found = pages.feed(visit, filters, pages.window(visit, filters), after);
        model.addAttribute("cards", pages.cards(lists.cards(visit), found));
        model.addAttribute("more", PostLists.more(found, filters, "/live/more"));
        return "fragments/post :: list(cards=${cards}, more=${more})";
    }

    private static Filters filters(Visit visit, MultiValueMap<String, String> parameters) {
        return Filters.of("/", parameters, LivePages.PARAMETERS)
                .preselecting(visit.viewer().platform());
    }
}
