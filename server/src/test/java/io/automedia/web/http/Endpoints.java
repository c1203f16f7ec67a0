package io.automedia.web.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// Everything that answers requests, read from the running application: what is added later is in it by itself.
final class Endpoints {
    private Endpoints() {}

    /// A method and a path with its variables in braces.
    ///
    /// @param ours whether a controller of this program answers, and not one of a library
    record Endpoint(String method, String pattern, boolean ours) {
        boolean hasVariable() {
            return pattern.contains("{");
        }

        /// The path with one value for all of its variables.
        String path(String value) {
            return path(step -> value);
        }

        /// The path with a value for each variable, by the step before it: `topics` for `/topics/{id}`.
        String path(UnaryOperator<String> values) {
            StringBuilder path = new StringBuilder();
            String before = "";
            for (String step : pattern.substring(1).split("/", -1)) {
                path.append('/').append(step.startsWith("{") ? values.apply(before) : step);
                before = step;
            }
            return path.toString();
        }

        boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    static List<Endpoint> of(ApplicationContext context) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (RequestMappingInfoHandlerMapping mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                boolean ours = handler.getBeanType().getPackageName().startsWith("io.automedia");
                info.getPatternValues()
                        .forEach(pattern -> methods(info)
                                .forEach(method -> endpoints.add(new Endpoint(method.name(), pattern, ours))));
            });
        }
        endpoints.sort(Comparator.comparing(Endpoint::toString));
        return endpoints;
    }

    private static Set<RequestMethod> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
    }
}
