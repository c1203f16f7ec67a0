package io.automedia.web.http;

import com.mongodb.MongoException;
import io.automedia.access.Caller;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.storage.Fingerprint;
import io.automedia.storage.FingerprintKey;
import io.automedia.storage.FirstAnswers;
import io.automedia.storage.FirstAnswers.Answer;
import io.automedia.storage.FirstAnswers.Claim;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// `Idempotency-Key`: a write that is repeated with its key gets the first answer for 24 hours and is not carried out
/// again; another one with the same key is refused. What failed leaves no trace, and may be tried again. A secret that
/// is told once is not kept: the repetition goes without it.
@Component
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST_ANSWER = 1_000_000;
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    /// Those calls below `/auth/` that are made by who is signed in. The others are everybody's, and have nobody
    /// whose key it would be.
    private static final Pattern OF_PEOPLE =
            Pattern.compile("/api/v1/auth/(logout|two-factor|confirm(/options)?|verify/resend)");

    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "Location", "ETag");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FirstAnswers firstAnswers;
    private final FingerprintKey fingerprintKey;
    private final ProblemAnswers problems;

    IdempotencyFilter(FirstAnswers firstAnswers, FingerprintKey fingerprintKey, ProblemAnswers problems) {
        this.firstAnswers = firstAnswers;
        this.fingerprintKey = fingerprintKey;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return request.getHeader(KEY) == null
                || !WRITES.contains(request.getMethod())
                || !keepsAnswersOf(path)
                || !(caller() instanceof Caller.Person);
    }

    /// Whether writes to this path may be repeated with a key.
    static boolean keepsAnswersOf(String path) {
        return path.startsWith("/api/v1/")
                && !path.startsWith("/api/v1/local/")
                && (!path.startsWith("/api/v1/auth/") || OF_PEOPLE.matcher(path).matches());
    }

    private static Object caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known ? known.getPrincipal() : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(KEY);
        if (!isKey(key)) {
            problems.write(
                    Problem.invalid(KEY, "must have 1 to " + LONGEST_KEY + " visible ASCII characters"),
                    request,
                    response);
            return;
        }
        if (!(caller() instanceof Caller.Person person)) {
            throw new IllegalStateException("only what people send is filtered");
        }
        // before the claim: nobody would release it where there is no key to make a digest
        RequestDigest digested = new RequestDigest(request, fingerprintKey.begin());
        switch (claim(person.userId(), key)) {
            case Claim.First first -> carryOut(first, digested, response, chain);
            case Claim.Answered(Answer answer) -> repeat(answer, request, response);
            case Claim.Busy ignored ->
                problems.write(
                        new Problem.Conflict("The first request with this " + KEY
                                + " is still being carried out: try again in a while."),
                        request,
                        response);
        }
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private Claim claim(UserId user, String key) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Claim claim = firstAnswers.claim(user, key);
        while (claim instanceof Claim.Busy && System.nanoTime() < until) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return claim;
            }
            claim = firstAnswers.claim(user, key);
        }
        return claim;
    }

    private void carryOut(Claim.First claim, RequestDigest digested, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        Answer kept = null;
        try {
            chain.doFilter(digested, answer);
            kept = kept(digested, answer);
        } finally {
            settle(claim, kept);
        }
        answer.copyBodyToResponse();
    }

    /// What repetitions get; null when the request failed, or its answer is too large to be kept.
    private static @Nullable Answer kept(RequestDigest digested, ContentCachingResponseWrapper answer)
            throws IOException {
        if (!HttpStatusCode.valueOf(answer.getStatus()).is2xxSuccessful() || answer.getContentSize() > LARGEST_ANSWER) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = name.equals("Content-Type") ? answer.getContentType() : answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Answer(
                digested.finish(),
                answer.getStatus(),
                headers,
                ToldOnce.without(digested.getServletPath(), answer.getContentAsByteArray()));
    }

    /// The answer is kept before it is sent: whoever saw it gets it again.
    private void settle(Claim.First claim, @Nullable Answer answer) {
        try {
            if (answer == null) {
                firstAnswers.release(claim);
            } else {
                firstAnswers.settle(claim, answer);
            }
        } catch (MongoException away) {
            // what was done stays done, and its answer goes out; only a repetition would not be known
            log.warn("An answer could not be kept for repetitions: {}", away.toString());
        }
    }

    private void repeat(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Fingerprint> like = fingerprintKey.like(answer.fingerprint());
        if (like.isEmpty() || !new RequestDigest(request, like.get()).finish().equals(answer.fingerprint())) {
            problems.write(
                    new Problem.Conflict("This " + KEY + " was used for another request: use a new one."),
                    request,
                    response);
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answer.body());
    }
}
