package io.automedia.web.http;

import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Finds the page to which an address belongs that takes forms alone. What came of a form is shown at such
/// an address, so people reload it, send it again from the address bar and are led back to it.
@Component
final class PagesAbove {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    PagesAbove(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /// The nearest page above this path, such as `/login` of `/login/code`; `/` when there is none.
    String of(String path) {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String above = path.substring(0, end);
            if (isPage(above)) {
                return above;
            }
        }
        return "/";
    }

    private boolean isPage(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return mapping.getObject().getHandlerMethods().keySet().stream()
                .anyMatch(handled -> isRead(handled) && matches(handled, parsed));
    }

    private static boolean isRead(RequestMappingInfo handled) {
        Set<RequestMethod> methods = handled.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    private static boolean matches(RequestMappingInfo handled, PathContainer path) {
        PathPatternsRequestCondition patterns = handled.getPathPatternsCondition();
        return patterns != null && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }
}
