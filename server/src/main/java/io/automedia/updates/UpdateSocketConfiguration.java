package io.automedia.updates;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/// Opens `/ws`. Browsers may come from our own pages only: Spring compares `Origin` with `Host` unless
/// told otherwise.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSocket
@EnableConfigurationProperties(UpdatesProperties.class)
class UpdateSocketConfiguration implements WebSocketConfigurer {
    private final UpdateSocket socket;

    UpdateSocketConfiguration(UpdateSocket socket) {
        this.socket = socket;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, "/ws").addInterceptors(socket);
    }
}
