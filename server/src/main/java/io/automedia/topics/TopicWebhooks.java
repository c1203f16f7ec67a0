package io.automedia.topics;

import io.automedia.access.Caller;
import io.automedia.shared.UserId;
import io.automedia.webhooks.WebhookChange;
import io.automedia.webhooks.WebhookKind;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Lends the webhooks of topics to whoever changes them.
@Component
final class TopicWebhooks implements WebhookKind {
    private final Topics topics;
    private final TopicRepository repository;

    TopicWebhooks(Topics topics, TopicRepository repository) {
        this.topics = topics;
        this.repository = repository;
    }

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public String collection() {
        return TopicSchema.NAME;
    }

    @Override
    public List<String> events() {
        return List.of("new_content", "trend_change");
    }

    @Override
    public Holder get(Caller caller, ObjectId id) {
        return holder(topics.get(caller, id));
    }

    @Override
    public Optional<Holder> change(Holder read, WebhookChange change) {
        return repository.change(read.id(), read.version(), change).map(TopicWebhooks::holder);
    }

    private static Holder holder(Topic topic) {
        return new Holder(topic.id(), new UserId(topic.userId()), topic.version(), topic.webhooks());
    }
}
