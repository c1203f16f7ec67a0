package io.automedia.web.job;

import io.automedia.web.page.Visit;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/jobs`.
@Controller
final class JobsController {
    private final JobsPages pages;

    JobsController(JobsPages pages) {
        this.pages = pages;
    }

    @GetMapping("/jobs")
    String page(Visit visit, Model model) {
        model.addAttribute("page", pages.page(visit, Set.of()));
        return "jobs/page";
    }

    /// The list alone, for the page's script.
    @GetMapping("/jobs/list")
    String list(Visit visit, @RequestParam(defaultValue = "") Set<String> open, Model model) {
        model.addAttribute("page", pages.page(visit, open));
        return "jobs/page :: jobs(page=${page})";
    }
}
