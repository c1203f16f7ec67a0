package io.automedia.access;

import io.automedia.shared.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives controller methods their parameter of type [Caller] or [Caller.Person]. Where it is
/// `@Nullable`, nobody may call too.
@Component
public final class CallerArgument implements HandlerMethodArgumentResolver {
    /// The caller of the request that this thread answers; null when nobody proved who he is.
    public static @Nullable Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Caller.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = current();
        if (parameter.getParameterType().isInstance(caller)) {
            return caller;
        }
        if (caller == null && parameter.isOptional()) {
            return null;
        }
        throw new Problem.Unauthenticated("AUTH003", "Sign in first.").exception();
    }
}
