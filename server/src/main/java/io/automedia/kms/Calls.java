package io.automedia.kms;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Asks services over HTTP: within limits of time and size, without following redirects, and again a
/// little later when it is likely to help.
final class Calls {
    static final int MOST_BYTES = 65_536;
    static final List<Duration> PAUSES = List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration IN_ALL = Duration.ofSeconds(5);

    private final @Nullable SSLContext trusted;
    private final Pauses pauses;
    private final Duration within;
    private @Nullable HttpClient client;

    /// @param trusted whose certificates; null for those that Java trusts
    Calls(@Nullable SSLContext trusted, Pauses pauses) {
        this(trusted, pauses, IN_ALL);
    }

    /// @param within how long an answer may take, to its last byte
    Calls(@Nullable SSLContext trusted, Pauses pauses, Duration within) {
        this.within = within;
        this.trusted = trusted;
        this.pauses = pauses;
    }

    /// A request, made anew for each try.
    @FunctionalInterface
    interface Question {
        HttpRequest request() throws IOException;
    }

    static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).header("User-Agent", "AutoMedia");
    }

    /// The machine's, but none for what is asked without TLS: that is on this machine or its provider's,
    /// and holds tokens.
    private static final ProxySelector PROXIES = new ProxySelector() {
        @Override
        public List<Proxy> select(URI address) {
            ProxySelector usual = ProxySelector.getDefault();
            return usual == null || address.getScheme().equals("http")
                    ? List.of(Proxy.NO_PROXY)
                    : usual.select(address);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            ProxySelector usual = ProxySelector.getDefault();
            if (usual != null) {
                usual.connectFailed(address, proxy, failure);
            }
        }
    };

    /// Asks until there is an answer that is not likely to be another one a moment later.
    ///
    /// @return the last one
    /// @throws IOException with words for people, when there was none
    Answer patiently(Question question, Predicate<Answer> mayPass) throws IOException {
        for (Duration pause : PAUSES) {
            HttpRequest request = made(question);
            try {
                Answer answer = sent(request);
                if (!mayPass.test(answer)) {
                    return answer;
                }
            } catch (InterruptedIOException stopped) {
                throw stopped;
            } catch (IOException mayBeBackSoon) {
                // the last try tells
            }
            pauses.pause(pause);
        }
        return once(question);
    }

    /// Asks once.
    ///
    /// @throws IOException with words for people
    Answer once(Question question) throws IOException {
        return sent(made(question));
    }

    private static HttpRequest made(Question question) throws IOException {
        try {
            return question.request();
        } catch (IllegalArgumentException withTheValue) {
            throw new NoCredentialsException("a credential has characters that can't be sent");
        }
    }

    private Answer sent(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            // a timeout of the request would end with the headers of its answer
            HttpResponse<byte[]> answer = sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException slow) {
            sent.cancel(true);
            throw new IOException(silence(request.uri().getHost()), slow);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped meanwhile");
        } catch (ExecutionException failure) {
            throw new IOException(words(request.uri(), failure.getCause()), failure);
        }
    }

    /// Made when something is asked, so that who has no such key pays nothing for it.
    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TO_CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(PROXIES);
            known = (trusted == null ? builder : builder.sslContext(trusted)).build();
            client = known;
        }
        return known;
    }

    private String silence(String host) {
        return host + " gives no answer within " + within.toMillis() + " ms";
    }

    private static String words(URI address, @Nullable Throwable failure) {
        String host = address.getHost();
        return switch (failure) {
            case HttpConnectTimeoutException slow -> host + " can't be connected to: no answer";
            case ConnectException none
            when none.getCause() instanceof UnresolvedAddressException -> "there is no host " + host;
            case ConnectException refused -> host + " can't be connected to";
            case SSLException untrusted ->
                host + " shows a certificate that is not trusted (docs/operations.md tells how to trust its authority)";
            case null, default -> "the connection to " + host + " broke, or its answer is too large";
        };
    }
}
