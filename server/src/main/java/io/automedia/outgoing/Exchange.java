package io.automedia.outgoing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One question and its answer, over a connection of its own.
final class Exchange implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_OF_AN_ERROR = 16_384;

    private final OutgoingProperties limits;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outgoing-deadlines").factory());

    Exchange(OutgoingProperties limits, Guard guard) {
        this.limits = limits;
        timer.setRemoveOnCancelPolicy(true);
        client = HttpClients.custom()
                .setConnectionManager(connections(limits, guard).build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(limits.totalTimeout()))
                        .setResponseTimeout(timeout(limits.responseTimeout()))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .setUserAgent(limits.userAgent())
                // an old connection would save a check and a handshake, and cost a retry when it has died
                .setConnectionReuseStrategy((question, answer, context) -> false)
                .disableContentCompression()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static PoolingHttpClientConnectionManagerBuilder connections(OutgoingProperties limits, Guard guard) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard)
                .setMaxConnPerRoute(limits.connectionsPerHost())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits.connectTimeout()))
                        .setSocketTimeout(timeout(limits.responseTimeout()))
                        .build());
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    Deadline deadline(Duration length) {
        return new Deadline(timer, length);
    }

    /// How much of a good answer is read.
    ///
    /// @param most bytes, unpacked
    /// @param isEnough whether what is more is left; else more is a failure
    record Portion(int most, boolean isEnough) {}

    /// All of an answer, within the limits.
    Portion whole() {
        return new Portion(Math.toIntExact(limits.largestBody().toBytes()), false);
    }

    /// Asks once, without following redirects.
    Answer get(URI address, Map<String, String> headers, Portion portion, Deadline deadline)
            throws InterruptedException {
        return send(address, new HttpGet(address), headers, portion, deadline);
    }

    /// Sends a form once, without following redirects.
    Answer post(URI address, Map<String, String> headers, Map<String, String> form, Deadline deadline)
            throws InterruptedException {
        HttpPost request = new HttpPost(address);
        request.setEntity(new UrlEncodedFormEntity(
                form.entrySet().stream()
                        .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                        .toList(),
                StandardCharsets.UTF_8));
        return send(address, request, headers, whole(), deadline);
    }

    private Answer send(
            URI address, HttpUriRequestBase request, Map<String, String> headers, Portion portion, Deadline deadline)
            throws InterruptedException {
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, Body.ENCODINGS);
        headers.forEach(request::setHeader);
        deadline.covers(request);
        try {
            return ask(address, request, portion);
        } catch (IOException cause) {
            if (Thread.interrupted()) {
                throw new InterruptedException("ended while " + address.getHost() + " was asked");
            }
            String host = WebAddress.host(address);
            return deadline.isOver()
                    ? new Answer.Failed(host + " took longer than " + seconds(deadline.length()) + ".")
                    : answer(host, cause);
        } finally {
            // closing a connection properly would read its answer to the end
            request.cancel();
        }
    }

    private Answer ask(URI address, HttpUriRequestBase request, Portion portion) throws IOException {
        HttpHost target = new HttpHost(address.getScheme(), WebAddress.host(address), address.getPort());
        ClassicHttpResponse response = client.executeOpen(target, request, null);
        byte[] body = body(response, portion);
        return new Answer.Received(response.getCode(), headers(response), body, address, null);
    }

    private static byte[] body(ClassicHttpResponse response, Portion portion) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        InputStream content = entity.getContent();
        if (response.getCode() >= 300) {
            return beginning(content);
        }
        if (portion.isEnough()) {
            return Body.beginning(content, entity.getContentEncoding(), portion.most());
        }
        if (entity.getContentLength() > portion.most()) {
            throw new Body.TooLarge();
        }
        return Body.read(content, entity.getContentEncoding(), portion.most());
    }

    /// What an error or a redirect says is only worth a look.
    private static byte[] beginning(InputStream content) {
        try {
            return content.readNBytes(MOST_OF_AN_ERROR);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            @Nullable String value = header.getValue();
            if (value != null) {
                headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return headers;
    }

    private Answer answer(String host, IOException cause) {
        return switch (cause) {
            case Guard.Closed closed -> new Answer.Refused(String.valueOf(closed.getMessage()));
            case UnknownHostException unknown ->
                new Answer.Failed("There is no host " + host + ", or it cannot be looked up at the moment.");
            case ConnectTimeoutException slow -> new Answer.Failed(host + " cannot be connected to: no answer.");
            case ConnectException refused -> new Answer.Failed(host + " cannot be connected to.");
            case SocketTimeoutException silent ->
                new Answer.Failed(host + " says nothing for " + seconds(limits.responseTimeout()) + ".");
            case SSLException untrusted ->
                new Answer.Failed("There is no secure connection to " + host + ": its certificate is not valid.");
            case Body.TooLarge large ->
                new Answer.Failed("The answer of " + host + " is larger than "
                        + limits.largestBody().toMegabytes() + " MB.");
            case Body.Unreadable packed ->
                new Answer.Failed(host + " packs its answer as " + packed.getMessage() + ", which is not understood.");
            case ZipException broken -> new Answer.Failed("The answer of " + host + " is packed wrongly.");
            case EOFException cut -> new Answer.Failed("The answer of " + host + " ends too early.");
            case MessageConstraintException endless ->
                new Answer.Failed("The answer of " + host + " begins with endless headers.");
            case ConnectionClosedException cut -> new Answer.Failed("The answer of " + host + " ends too early.");
            case NoHttpResponseException none -> new Answer.Failed(host + " gave no answer that can be understood.");
            case ClientProtocolException strange -> new Answer.Failed(host + " gave no answer that can be understood.");
            default -> new Answer.Failed("The connection to " + host + " broke.");
        };
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
