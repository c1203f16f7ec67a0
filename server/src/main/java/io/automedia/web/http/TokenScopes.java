package io.automedia.web.http;

import io.automedia.access.Access;
import io.automedia.access.CallerArgument;
import io.automedia.access.Scope;
import io.automedia.shared.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what the API token by which a person asks does not allow: whoever may only read sends no
/// request that changes something.
final class TokenScopes extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// Asks with a body.
    private static final Set<String> QUESTIONS = Set.of("/api/v1/topics/preview");

    private final Access access;
    private final ProblemAnswers answers;

    TokenScopes(Access access, ProblemAnswers answers) {
        this.access = access;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isRead = READS.contains(request.getMethod()) || QUESTIONS.contains(request.getServletPath());
        try {
            access.requireScope(CallerArgument.current(), isRead ? Scope.READ : Scope.WRITE);
        } catch (ProblemException tooMuch) {
            answers.write(tooMuch.problem(), request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
