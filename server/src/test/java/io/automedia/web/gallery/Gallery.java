package io.automedia.web.gallery;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import io.automedia.web.page.Formats;
import io.automedia.web.page.Icons;
import io.automedia.web.page.PageData;
import io.automedia.web.page.PageVariables;
import io.automedia.web.page.Shell;
import io.automedia.web.page.ShellWords;
import io.automedia.web.page.Viewer;
import io.automedia.web.page.Visit;
import io.automedia.web.page.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Serves the templates with view models made by hand: no store, no session, no other module.
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    MessageSourceAutoConfiguration.class
})
@Import({Icons.class, PageData.class, PageVariables.class, Gallery.Pages.class})
class Gallery {
    @Bean
    Shells shells(MessageSource messages) {
        return new Shells(messages);
    }

    /// Stands for the bean of the same name.
    static final class Shells {
        private final MessageSource messages;

        Shells(MessageSource messages) {
            this.messages = messages;
        }

        public Shell frame(String here) {
            return new Shell(
                    viewer(),
                    here,
                    List.of(
                            new Shell.Place("live", "/live", "activity", "see", null, ""),
                            new Shell.Place("explore", "/explore", "search", "see", null, ""),
                            new Shell.Place("topics", "/topics", "target", "see", "5", ""),
                            new Shell.Place("platforms", "/platforms", "plug-connected", "data", "1 to fix", "warn"),
                            new Shell.Place("jobs", "/jobs", "arrows-transfer-down", "data", "62 %", "")),
                    true,
                    ShellWords.of(new Words(messages, locale())),
                    0,
                    List.of("UTC", "Europe/Berlin"));
        }

        public Shell bare() {
            return new Shell(
                    Viewer.nobody(locale(), zone()),
                    "",
                    List.of(),
                    false,
                    ShellWords.of(new Words(messages, locale())),
                    0,
                    List.of());
        }

        Visit visit() {
            Words words = new Words(messages, locale());
            return new Visit(
                    new Caller.Person(new UserId(new ObjectId()), "user", new ObjectId()),
                    viewer(),
                    words,
                    new Formats(words, zone(), GalleryPages.now()));
        }

        private static Viewer viewer() {
            return new Viewer("Lena Krahn", "lena@example.com", false, locale(), zone(), "system");
        }

        private static Locale locale() {
            return LocaleContextHolder.getLocale();
        }

        private static ZoneId zone() {
            return ZoneId.of("Europe/Berlin");
        }
    }

    /// What went wrong, as the error page reads it.
    public record Wrong(int status, String detail, String code) {}

    @Controller
    static class Pages {
        private final Shells shells;

        Pages(Shells shells) {
            this.shells = shells;
        }

        private GalleryPages pages() {
            return new GalleryPages(shells.visit());
        }

        @GetMapping("/live")
        String live(@RequestParam(defaultValue = "false") boolean empty, Model model) {
            model.addAttribute("page", pages().live(empty));
            return "live/page";
        }

        @GetMapping("/login")
        String login(@RequestParam(required = false) @Nullable String message, Model model) {
            model.addAttribute("message", message);
            model.addAttribute("email", "");
            model.addAttribute("registrationOpen", true);
            return "login";
        }

        @GetMapping("/register")
        String register(Model model) {
            model.addAttribute("email", "");
            model.addAttribute("registrationOpen", true);
            return "register";
        }

        @GetMapping("/error/{status}")
        String error(@PathVariable int status, Model model) {
            model.addAttribute("problem", new Wrong(status, "There is no such post.", "DATA001"));
            return "error";
        }
    }
}
