package io.automedia.web.page;

import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Gives controllers of pages their [Visit], and templates the visitor's language.
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    private final Visits visits;

    PageConfiguration(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new VisitArgument(visits));
    }

    @Bean
    LocaleResolver localeResolver() {
        return new VisitorsLanguage(visits);
    }

    private record VisitArgument(Visits visits) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Visit.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            if (CallerArgument.current() instanceof Caller.Person person) {
                return visits.visit(person, Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
            }
            throw new Problem.Forbidden("Pages are for people with an account.").exception();
        }
    }

    private record VisitorsLanguage(Visits visits) implements LocaleResolver {
        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return visits.viewer(request).locale();
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            throw new UnsupportedOperationException("The language is a setting of the person");
        }
    }
}
