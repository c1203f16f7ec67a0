package io.automedia.web.platform;

import io.automedia.platforms.Followed;
import io.automedia.platforms.MonitoredSource;
import io.automedia.platforms.Platform;
import io.automedia.platforms.PlatformRequest;
import io.automedia.platforms.Platforms;
import io.automedia.platforms.SourceKind;
import io.automedia.platforms.Sources;
import io.automedia.platforms.WantedSource;
import io.automedia.shared.Ids;
import io.automedia.web.page.Visit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/platforms`.
@Controller
final class PlatformsController {
    private static final Set<String> DONE = Set.of("added", "removed", "synced", "paused", "resumed", "restored");

    private final PlatformsPages pages;
    private final Platforms platforms;
    private final Sources sources;

    PlatformsController(PlatformsPages pages, Platforms platforms, Sources sources) {
        this.pages = pages;
        this.platforms = platforms;
        this.sources = sources;
    }

    @GetMapping("/platforms")
    ModelAndView page(
            Visit visit,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String platform,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(defaultValue = "") List<String> found) {
        if (done == null || !DONE.contains(done)) {
            return new ModelAndView("platforms/page", "page", pages.page(visit, null, null));
        }
        String undo = done.equals("removed") && platform != null && source != null
                ? "/platforms/" + Ids.objectId(platform) + "/sources/" + Ids.objectId(source) + "/restore"
                : null;
        String notice = done.equals("added")
                ? pages.added(visit, found(visit, platform, found))
                : visit.words().of("platforms." + done);
        return new ModelAndView("platforms/page", "page", pages.page(visit, notice, undo));
    }

    /// Those of them that are still there when the page is opened again later.
    private List<MonitoredSource> found(Visit visit, @Nullable String platform, List<String> ids) {
        return platform == null || ids.isEmpty()
                ? List.of()
                : sources.list(visit.caller(), Ids.objectId(platform)).stream()
                        .filter(source -> ids.contains(source.id().toHexString()))
                        .toList();
    }

    /// The list alone, for the page's script.
    @GetMapping("/platforms/list")
    String list(Visit visit, Model model) {
        model.addAttribute("page", pages.page(visit, null, null));
        return "platforms/page :: sources(page=${page})";
    }

    @PostMapping("/platforms/feeds")
    ModelAndView follow(Visit visit, @RequestParam(defaultValue = "") String addresses, RedirectAttributes redirect) {
        List<WantedSource> wanted = addresses
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .map(line -> new WantedSource(SourceKind.FEED, line))
                .toList();
        Platform feeds = platforms.ensure(visit.caller(), PlatformRequest.of(PlatformsPages.FEEDS));
        List<Followed> results = sources.addAll(visit.caller(), feeds.id(), wanted);
        if (!results.isEmpty() && results.stream().allMatch(Followed.Added.class::isInstance)) {
            redirect.addAttribute("done", "added");
            redirect.addAttribute("platform", feeds.id().toHexString());
            redirect.addAttribute(
                    "found",
                    PlatformsPages.foundElsewhere(results).stream()
                            .map(source -> source.id().toHexString())
                            .collect(Collectors.joining(",")));
            return new ModelAndView("redirect:/platforms");
        }
        ModelAndView page = new ModelAndView("platforms/page", "page", pages.refused(visit, results));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @PostMapping("/platforms/{platform}/sources/{source}/sync")
    String sync(Visit visit, @PathVariable String platform, @PathVariable String source) {
        sources.sync(visit.caller(), Ids.objectId(platform), Ids.objectId(source));
        return "redirect:/platforms?done=synced";
    }

    @PostMapping("/platforms/{platform}/sources/{source}/pause")
    String pause(Visit visit, @PathVariable String platform, @PathVariable String source) {
        change(visit, platform, source, false);
        return "redirect:/platforms?done=paused";
    }

    @PostMapping("/platforms/{platform}/sources/{source}/resume")
    String resume(Visit visit, @PathVariable String platform, @PathVariable String source) {
        change(visit, platform, source, true);
        return "redirect:/platforms?done=resumed";
    }

    private void change(Visit visit, String platform, String source, boolean active) {
        ObjectId platformId = Ids.objectId(platform);
        if (active) {
            platforms.resume(visit.caller(), platformId);
        }
        sources.change(visit.caller(), platformId, Ids.objectId(source), null, active, OptionalLong.empty());
    }

    @PostMapping("/platforms/{platform}/sources/{source}/remove")
    String remove(
            Visit visit, @PathVariable String platform, @PathVariable String source, RedirectAttributes redirect) {
        sources.remove(visit.caller(), Ids.objectId(platform), Ids.objectId(source), OptionalLong.empty());
        redirect.addAttribute("done", "removed");
        redirect.addAttribute("platform", platform);
        redirect.addAttribute("source", source);
        return "redirect:/platforms";
    }

    @PostMapping("/platforms/{platform}/sources/{source}/restore")
    String restore(Visit visit, @PathVariable String platform, @PathVariable String source) {
        sources.restore(visit.caller(), Ids.objectId(platform), Ids.objectId(source));
        return "redirect:/platforms?done=restored";
    }
}
