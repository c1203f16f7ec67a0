package io.automedia.audit;

import io.automedia.access.Caller;
import io.automedia.access.CallerArgument;
import io.automedia.access.OthersThings;
import io.automedia.shared.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Writes down who looked at what, when that is wanted: the path, without its parameters, and whose it was.
@Component
final class ReadLog implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> NOBODYS =
            List.of("/assets/**", "/webjars/**", "/swagger-ui/**", "/v3/**", "/error", "/favicon.*");
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    private final AuditTrail trail;
    private final AuditProperties properties;

    ReadLog(AuditTrail trail, AuditProperties properties) {
        this.trail = trail;
        this.properties = properties;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (properties.reads()) {
            registry.addInterceptor(this).excludePathPatterns(NOBODYS);
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (READING.contains(request.getMethod()) && CallerArgument.current() instanceof Caller.Person) {
            Act act = Act.of(Action.DATA_READ, "path", request.getServletPath()).with(outcome(response.getStatus()));
            for (UserId owner : OthersThings.owners(request)) {
                act = act.concerning(owner);
            }
            trail.write(act);
        }
    }

    private static Outcome outcome(int status) {
        if (status >= BROKEN) {
            return Outcome.FAILED;
        }
        return status >= REFUSED ? Outcome.DENIED : Outcome.SUCCESS;
    }
}
