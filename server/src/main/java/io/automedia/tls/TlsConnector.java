package io.automedia.tls;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Has the port of this server speak TLS where it is configured.
@Component
final class TlsConnector implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final ServerTls tls;

    TlsConnector(ServerTls tls) {
        this.tls = tls;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        if (tls.isOn()) {
            factory.setSsl(Ssl.forBundle(ServerTls.BUNDLE));
        }
    }
}
