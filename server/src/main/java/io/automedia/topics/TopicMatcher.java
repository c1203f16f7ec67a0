package io.automedia.topics;

import io.automedia.content.Content;
import io.automedia.content.PostMatcher;
import io.automedia.content.Processing;
import io.automedia.content.Sharing;
import io.automedia.content.TermHit;
import io.automedia.content.TopicMatch;
import io.automedia.standingqueries.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/// Finds the topics that match a post among those of the people who may see it.
@Component
final class TopicMatcher implements PostMatcher {
    private final TopicWatch watch;
    private final Processing processing;

    TopicMatcher(TopicWatch watch, Processing processing) {
        this.watch = watch;
        this.processing = processing;
    }

    @Override
    public List<TopicMatch> match(Content post, List<ObjectId> holders) {
        Set<ObjectId> people = new HashSet<>(holders);
        boolean forAll = processing.sharing() == Sharing.INSTANCE && Boolean.TRUE.equals(post.publiclyReadable());
        return watch.topics().match(TopicQuery.text(post)).stream()
                .filter(found -> people.contains(found.owner().userId())
                        || (forAll && found.owner().collects()))
                .map(found -> topicMatch(found.owner().userId(), found.owner().topicId(), found.match()))
                .toList();
    }

    static TopicMatch topicMatch(ObjectId userId, ObjectId topicId, Match match) {
        List<TermHit> hits = match.hits().stream()
                .map(hit ->
                        new TermHit(hit.term(), hit.surface(), TopicQuery.partName(hit.part()), hit.start(), hit.end()))
                .toList();
        return new TopicMatch(userId, topicId, match.relevance(), hits);
    }
}
