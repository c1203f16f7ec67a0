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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

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
@Import({Icons.class, PageData.class, PageVariables.class})
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

    @Bean
    RouterFunction<ServerResponse> pages(Shells shells) {
        return RouterFunctions.route()
                .GET(
                        "/live",
                        request -> page(
                                "live/page",
                                new GalleryPages(shells.visit())
                                        .live(request.param("empty").isPresent())))
                .GET(
                        "/login",
                        request -> signIn("login", request.param("message").orElse(null)))
                .GET("/register", request -> signIn("register", null))
                .GET(
                        "/error/{status}",
                        request -> ServerResponse.ok()
                                .render(
                                        "error",
                                        Map.of(
                                                "problem",
                                                new Wrong(
                                                        Integer.parseInt(request.pathVariable("status")),
                                                        "There is no such post.",
                                                        "DATA001"))))
                .build();
    }

    private static ServerResponse page(String template, Object page) {
        return ServerResponse.ok().render(template, Map.of("page", page));
    }

    private static ServerResponse signIn(String template, @Nullable String message) {
        Map<String, Object> model = new HashMap<>(Map.of("email", "", "registrationOpen", true));
        model.put("message", message);
        return ServerResponse.ok().render(template, model);
    }
}
