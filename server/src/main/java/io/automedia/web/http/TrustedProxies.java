package io.automedia.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Takes a request that a trusted proxy passes on for that of its client: with the client's address,
/// and as secure as it came to the proxy. The headers of anybody else mean nothing.
///
/// Tomcat's `RemoteIpValve` isn't used: it takes anything for an address, asks DNS about what it
/// compares with a range, and forgets the port that `Host` names.
@Component
@EnableConfigurationProperties(ProxyProperties.class)
final class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final AddressRanges trusted;

    TrustedProxies(ProxyProperties properties) {
        this.trusted = AddressRanges.of(properties.trustedProxies());
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        if (!trusted.isEmpty()) {
            factory.addEngineValves(new PassedOn(trusted));
        }
    }

    private static final class PassedOn extends ValveBase {
        private static final int HTTP_PORT = 80;
        private static final int HTTPS_PORT = 443;

        private final AddressRanges trusted;

        PassedOn(AddressRanges trusted) {
            super(true);
            this.trusted = trusted;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            AddressRanges.address(request.getRemoteAddr())
                    .filter(trusted::contains)
                    .ifPresent(proxy -> {
                        String client = client(proxy, request).getHostAddress();
                        request.setRemoteAddr(client);
                        request.setRemoteHost(client);
                        takeScheme(request);
                    });
            getNext().invoke(request, response);
        }

        /// From the right, as each proxy adds on that side whom it heard: the first that isn't one of
        /// ours. What is no address was made up, or is of no use: then it is the last that was one.
        private InetAddress client(InetAddress proxy, Request request) {
            InetAddress heard = proxy;
            for (String one : values(request, "X-Forwarded-For").reversed()) {
                Optional<InetAddress> address = AddressRanges.address(one);
                if (address.isEmpty()) {
                    return heard;
                }
                heard = address.get();
                if (!trusted.contains(heard)) {
                    return heard;
                }
            }
            return heard;
        }

        /// Where several proxies tell of theirs, all of them must have been secure.
        private static void takeScheme(Request request) {
            List<String> schemes = values(request, "X-Forwarded-Proto");
            if (schemes.isEmpty()) {
                return;
            }
            boolean isSecure = schemes.stream().allMatch("https"::equalsIgnoreCase);
            boolean isUsualPort = request.getServerPort() == (request.isSecure() ? HTTPS_PORT : HTTP_PORT);
            request.setSecure(isSecure);
            request.getCoyoteRequest().scheme().setString(isSecure ? "https" : "http");
            if (isUsualPort) {
                // Host names none
                request.setServerPort(isSecure ? HTTPS_PORT : HTTP_PORT);
            }
        }

        private static List<String> values(Request request, String header) {
            return Collections.list(request.getHeaders(header)).stream()
                    .flatMap(line -> Stream.of(line.split(",", -1)))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
        }
    }
}
