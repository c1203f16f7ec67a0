package io.automedia.web.topic;

import io.automedia.web.filter.FilterBar.Choice;
import io.automedia.web.page.More;
import io.automedia.web.post.PostCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The editor of a topic as it shows itself.
///
/// @param id null for a topic to come
/// @param version what is being changed, so that a change by another window is noticed
/// @param known how much the saved topic matched
/// @param problem what is wrong with what was sent
public record TopicPage(
        @Nullable String id,
        String title,
        String action,
        @Nullable String version,
        @Nullable String known,
        @Nullable String problem,
        @Nullable String notice,
        TopicForm draft,
        List<Choice> platforms,
        List<Choice> types,
        List<Choice> languages,
        List<Choice> sentiments,
        List<PostCard> matches,
        @Nullable More more) {
    public TopicPage {
        platforms = List.copyOf(platforms);
        types = List.copyOf(types);
        languages = List.copyOf(languages);
        sentiments = List.copyOf(sentiments);
        matches = List.copyOf(matches);
    }
}
