package io.automedia.users;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where keys of providers are checked.
///
/// @param addresses by provider, of something that a key of it may read at no cost; they come beside the known ones, or
///     in their place
@ConfigurationProperties("automedia.api-keys")
record ApiKeyProperties(@DefaultValue Map<String, URI> addresses) {
    private static final Map<String, URI> KNOWN = Map.of(
            "openai", URI.create("https://api.openai.com/v1/models"),
            "anthropic", URI.create("https://api.anthropic.com/v1/models"),
            "google", URI.create("https://generativelanguage.googleapis.com/v1beta/models"),
            "mistral", URI.create("https://api.mistral.ai/v1/models"),
            "deepseek", URI.create("https://api.deepseek.com/models"),
            "groq", URI.create("https://api.groq.com/openai/v1/models"),
            "openrouter", URI.create("https://openrouter.ai/api/v1/key"));

    ApiKeyProperties {
        Map<String, URI> all = new HashMap<>(KNOWN);
        all.putAll(addresses);
        addresses = Map.copyOf(all);
    }
}
