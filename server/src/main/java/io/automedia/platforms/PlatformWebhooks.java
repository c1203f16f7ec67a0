package io.automedia.platforms;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import io.automedia.webhooks.WebhookChange;
import io.automedia.webhooks.WebhookKind;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Lends the webhooks of connections to whoever changes them.
@Component
final class PlatformWebhooks implements WebhookKind {
    private final Platforms platforms;
    private final PlatformRepository repository;

    PlatformWebhooks(Platforms platforms, PlatformRepository repository) {
        this.platforms = platforms;
        this.repository = repository;
    }

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public String collection() {
        return PlatformsSchema.NAME;
    }

    @Override
    public List<String> events() {
        return List.of(
                "tweet.created",
                "post.created",
                "content.updated",
                "content.deleted",
                "user.updated",
                "status.changed");
    }

    @Override
    public Holder get(Caller caller, ObjectId id) {
        return holder(platforms.get(caller, id));
    }

    @Override
    public Optional<Holder> change(Holder read, WebhookChange change) {
        return repository.change(read.id(), read.version(), change).map(PlatformWebhooks::holder);
    }

    private static Holder holder(Platform platform) {
        return new Holder(platform.id(), new UserId(platform.userId()), platform.version(), platform.webhooks());
    }
}
