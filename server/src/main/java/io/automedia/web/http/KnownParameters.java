package io.automedia.web.http;

import io.automedia.shared.Faults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/// Refuses query parameters of the API that the called method doesn't declare: one that is misspelt would be ignored,
/// and the answer taken for what was asked.
@Component
final class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {
    private static final String FIELDS = "fields";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod called) {
            known.computeIfAbsent(called.getMethod(), KnownParameters::declared)
                    .ifPresent(names -> check(query, READING.contains(request.getMethod()), names));
        }
        return true;
    }

    private static void check(String query, boolean reads, Set<String> declared) {
        Set<String> names = new TreeSet<>(declared);
        if (reads) {
            names.add(FIELDS);
        }
        String others = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
        Faults faults = new Faults();
        for (String encoded : UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .keySet()) {
            String name = decoded(encoded);
            faults.unless(names.contains(name), name, "is not a parameter here: " + others);
        }
        faults.raise();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return name;
        }
    }

    /// Empty for a method that reads all parameters by itself.
    private static Optional<Set<String>> declared(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            RequestParam declared = parameter.getAnnotation(RequestParam.class);
            if (declared != null) {
                if (Map.class.isAssignableFrom(parameter.getType())) {
                    return Optional.empty();
                }
                names.add(declared.name().isEmpty() ? parameter.getName() : declared.name());
            }
        }
        return Optional.of(names);
    }
}
