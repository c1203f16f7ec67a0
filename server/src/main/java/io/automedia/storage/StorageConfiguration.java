package io.automedia.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.codecs.configuration.CodecRegistries;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// Connects to the stores that are configured, or to the embedded ones.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    @Bean
    Clock clock() {
        return Clock.tickMillis(java.time.ZoneOffset.UTC);
    }

    @Bean
    DataFolder dataFolder(StorageProperties properties) {
        return DataFolder.take(properties.data());
    }

    @Bean
    Stores stores(StorageProperties properties, DataFolder folder) {
        return Stores.open(properties, folder);
    }

    /// @param listeners whoever wants to know what is asked of the store
    @Bean
    MongoClient mongoClient(Stores stores, StorageProperties properties, ObjectProvider<CommandListener> listeners) {
        return MongoClients.create(MongoClientSettings.builder()
                .writeConcern(properties.writeConcern())
                .readPreference(properties.readPreference())
                .commandListenerList(listeners.orderedStream().toList())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyConnectionString(new ConnectionString(stores.mongodbUri()))
                .applicationName("automedia")
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(new LowerCaseEnums(), new Records()),
                        CodecRegistries.fromCodecs(new Numbers(), new Integers(), new Longs(), new Money()),
                        MongoClientSettings.getDefaultCodecRegistry()))
                .build());
    }

    @Bean
    MongoDatabase mongoDatabase(
            MongoClient client, StorageProperties properties, List<CollectionSchema> schemas, Clock clock) {
        return CheckedDatabase.of(client.getDatabase(properties.mongodbDatabase()), schemas, clock);
    }

    @Bean
    StatisticsReads statisticsReads(StorageProperties properties) {
        return new StatisticsReads(properties.statisticsReadPreference());
    }

    @Bean
    InstalledSchema installedSchema(
            MongoDatabase database, List<CollectionSchema> schemas, StorageProperties properties) {
        return new SchemaInstaller(database, schemas, properties.toolIndexes()).install();
    }

    @Bean(destroyMethod = "shutdown")
    ClientResources redisResources() {
        return ClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(50), LONGEST_PAUSE, 2, TimeUnit.MILLISECONDS))
                .build();
    }

    /// While Redis is away a command fails at once: everything goes on without it.
    @Bean
    LettuceConnectionFactory redisConnectionFactory(
            Stores stores, StorageProperties properties, ClientResources resources) {
        RedisURI uri = RedisURI.create(stores.redisUri());
        return new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(uri),
                LettuceClientConfiguration.builder()
                        .apply(uri)
                        .commandTimeout(properties.redisTimeout())
                        .clientResources(resources)
                        .clientOptions(ClientOptions.builder()
                                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                                .build())
                        .build());
    }
}
