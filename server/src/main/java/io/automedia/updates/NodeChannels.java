package io.automedia.updates;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/// Listens to what other nodes tell through Redis. While Redis is away it keeps trying to come back.
@Configuration(proxyBeanMethods = false)
class NodeChannels {
    @Bean
    RedisMessageListenerContainer updateChannels(RedisConnectionFactory factory, Arrivals arrivals, HintRelay relay) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(factory);
        container.addMessageListener(
                (message, pattern) -> arrivals.heard(new String(message.getBody(), StandardCharsets.UTF_8)),
                ChannelTopic.of(Arrivals.CHANNEL));
        container.addMessageListener((message, pattern) -> relay.heard(), ChannelTopic.of(HintRelay.CHANNEL));
        return container;
    }
}
