package io.automedia.content.links;

import io.automedia.outgoing.Answer;
import io.automedia.outgoing.Outgoing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks pages for their heads: some hosts at a time, each for one page at a time and not again at once, one that
/// doesn't answer not for a while. Used by one thread.
@Component
final class PageAsker {
    /// Between two questions to one host.
    static final Duration PAUSE = Duration.ofSeconds(1);

    /// After one that it didn't answer.
    static final Duration SILENCE = Duration.ofMinutes(1);

    static final int MOST_HOSTS = 8;
    private static final int LARGEST_HEAD = 512 * 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, String> HEADERS = Map.of("Accept", "text/html, application/xhtml+xml;q=0.9");

    private final Outgoing outgoing;
    private final Clock clock;
    private final Map<String, Instant> quietUntil = new HashMap<>();

    PageAsker(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// Asks those of some pages whose turn it is.
    ///
    /// @return what was heard of them
    Map<URI, Heard> ask(Collection<URI> addresses) throws InterruptedException {
        Map<URI, Callable<Heard>> questions = questions(addresses);
        Map<URI, Heard> heard = new LinkedHashMap<>();
        try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<URI, Future<Heard>> answers = new LinkedHashMap<>();
            questions.forEach((address, question) -> answers.put(address, hosts.submit(question)));
            try {
                for (Map.Entry<URI, Future<Heard>> answer : answers.entrySet()) {
                    heard.put(answer.getKey(), result(answer.getValue()));
                }
            } catch (InterruptedException stopped) {
                hosts.shutdownNow();
                throw stopped;
            }
        }
        Instant now = clock.instant();
        heard.forEach((address, one) ->
                quietUntil.put(host(address), now.plus(one instanceof Heard.Silence ? SILENCE : PAUSE)));
        return heard;
    }

    private Map<URI, Callable<Heard>> questions(Collection<URI> addresses) {
        Instant now = clock.instant();
        quietUntil.values().removeIf(until -> !until.isAfter(now));
        Set<String> hosts = new HashSet<>();
        Map<URI, Callable<Heard>> questions = new LinkedHashMap<>();
        for (URI address : addresses) {
            String host = host(address);
            if (hosts.size() < MOST_HOSTS && !quietUntil.containsKey(host) && hosts.add(host)) {
                questions.put(address, () -> ask(address));
            }
        }
        return questions;
    }

    private static Heard result(Future<Heard> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// When the host of a page may be asked again.
    Instant freeAt(URI address) {
        Instant until = quietUntil.get(host(address));
        return until == null ? clock.instant() : until;
    }

    static String host(URI address) {
        return String.valueOf(address.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private Heard ask(URI address) throws InterruptedException {
        return switch (outgoing.getBeginning(address, HEADERS, LARGEST_HEAD, PATIENCE)) {
            case Answer.Refused refused -> new Heard.Nothing();
            case Answer.Failed failed -> new Heard.Silence();
            case Answer.Received answer when answer.isGood() -> read(answer);
            case Answer.Received answer -> isForNow(answer.status()) ? new Heard.Silence() : new Heard.Nothing();
        };
    }

    private static boolean isForNow(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    /// What a page is, however odd, stops nobody from asking others.
    private static Heard read(Answer.Received answer) {
        String type = answer.header("Content-Type");
        if (!isPage(type)) {
            return new Heard.Nothing();
        }
        try {
            return new Heard.Page(PageHead.of(answer.body(), type));
        } catch (RuntimeException | StackOverflowError unreadable) {
            return new Heard.Nothing();
        }
    }

    private static boolean isPage(@Nullable String type) {
        String named = type == null ? "text/html" : type.strip().toLowerCase(Locale.ROOT);
        return named.startsWith("text/html") || named.startsWith("application/xhtml+xml");
    }
}
