package io.automedia.web.settings;

import io.automedia.web.page.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/settings/usage`: what a person used of what he may.
@Controller
final class UsagePagesController {
    private final UsagePages pages;

    UsagePagesController(UsagePages pages) {
        this.pages = pages;
    }

    @GetMapping("/settings/usage")
    ModelAndView page(Visit visit, @RequestParam(defaultValue = "31") int days) {
        return new ModelAndView("settings/usage", "page", pages.page(visit, days));
    }
}
