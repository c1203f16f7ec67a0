package io.automedia.web.topic;

import io.automedia.content.LibraryPost;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.Problem;
import io.automedia.shared.ProblemException;
import io.automedia.topics.Topic;
import io.automedia.topics.Topics;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/topics`.
@Controller
final class TopicPagesController {
    private final TopicPages pages;
    private final Previews previews;
    private final Topics topics;
    private final PostLists lists;

    TopicPagesController(TopicPages pages, Previews previews, Topics topics, PostLists lists) {
        this.pages = pages;
        this.previews = previews;
        this.topics = topics;
        this.lists = lists;
    }

    @GetMapping("/topics")
    ModelAndView list(Visit visit, @RequestParam(required = false) @Nullable String deleted) {
        String notice = deleted == null ? null : visit.words().of("topics.deleted", deleted);
        return new ModelAndView("topics/list", "page", pages.list(visit, notice));
    }

    @GetMapping("/topics/new")
    ModelAndView start(Visit visit) {
        return editor(pages.empty(visit, TopicForm.empty(), null), HttpStatus.OK);
    }

    @GetMapping("/topics/{id}")
    ModelAndView edit(Visit visit, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        ObjectId topicId = Ids.objectId(id);
        String notice = done == null ? null : notice(visit, topicId, done);
        return editor(pages.of(visit, topicId, notice), HttpStatus.OK);
    }

    private String notice(Visit visit, ObjectId id, String done) {
        return done.equals("created")
                ? visit.words()
                        .of("topics.created", topics.get(visit.caller(), id).name())
                : visit.words().of("topics.saved");
    }

    @GetMapping("/topics/{id}/more")
    String more(
            Visit visit, @PathVariable String id, @RequestParam(required = false) @Nullable String after, Model model) {
        ObjectId topicId = Ids.objectId(id);
        topics.get(visit.caller(), topicId);
        Filters filters = TopicPages.filters(topicId);
        Page<LibraryPost> found = lists.find(visit, filters, after);
        model.addAttribute("cards", pages.cards(visit, topicId, found));
        model.addAttribute("more", PostLists.more(found, filters, "/topics/" + id + "/more"));
        return "fragments/post :: list(cards=${cards}, more=${more})";
    }

    @PostMapping("/topics")
    ModelAndView create(Visit visit, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes redirect) {
        TopicForm form = TopicForm.read(sent);
        try {
            Topic topic = topics.create(visit.caller(), form.request(null).draft());
            redirect.addAttribute("done", "created");
            return new ModelAndView("redirect:/topics/" + topic.id().toHexString());
        } catch (ProblemException wrong) {
            return editor(pages.empty(visit, form, told(visit, wrong)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/topics/{id}")
    ModelAndView save(
            Visit visit,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes redirect) {
        ObjectId topicId = Ids.objectId(id);
        TopicForm form = TopicForm.read(sent);
        try {
            OptionalLong demanded = version == null ? OptionalLong.empty() : OptionalLong.of(version);
            topics.change(visit.caller(), topicId, form.request(null), demanded);
            redirect.addAttribute("done", "saved");
            return new ModelAndView("redirect:/topics/" + topicId.toHexString());
        } catch (ProblemException wrong) {
            return editor(pages.wrong(visit, topicId, form, told(visit, wrong)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// What a person can mend is said on the form; all else is the error page's.
    private static String told(Visit visit, ProblemException wrong) {
        return switch (wrong.problem()) {
            case Problem.Invalid it -> Refusal.of(visit.words(), it).text();
            case Problem.Conflict it -> Refusal.of(visit.words(), it).text();
            case Problem.Stale it -> Refusal.of(visit.words(), it).text();
            case Problem.NotFound it -> throw wrong;
            case Problem.TooLarge it -> throw wrong;
            case Problem.UnsupportedType it -> throw wrong;
            case Problem.Unauthenticated it -> throw wrong;
            case Problem.CodeNeeded it -> throw wrong;
            case Problem.ConfirmationNeeded it -> throw wrong;
            case Problem.Forbidden it -> throw wrong;
            case Problem.TooMany it -> throw wrong;
            case Problem.Unkept it -> throw wrong;
            case Problem.Unavailable it -> throw wrong;
        };
    }

    @PostMapping("/topics/{id}/delete")
    String delete(Visit visit, @PathVariable String id, RedirectAttributes redirect) {
        ObjectId topicId = Ids.objectId(id);
        Topic topic = topics.get(visit.caller(), topicId);
        topics.delete(visit.caller(), topicId, OptionalLong.empty());
        redirect.addAttribute("deleted", topic.name());
        return "redirect:/topics";
    }

    @PostMapping("/topics/preview")
    String preview(Visit visit, @RequestParam MultiValueMap<String, String> sent, Model model) {
        model.addAttribute("preview", previews.of(visit, TopicForm.read(sent)));
        return "topics/preview :: preview(preview=${preview})";
    }

    private static ModelAndView editor(TopicPage page, HttpStatus status) {
        ModelAndView view = new ModelAndView("topics/editor", "page", page);
        view.setStatus(status);
        return view;
    }
}
