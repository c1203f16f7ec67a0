package io.automedia.web.explore;

import io.automedia.web.filter.FilterBar;
import io.automedia.web.page.More;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.post.PostCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Explore page as it shows itself.
///
/// @param sortedBy the order that the address asks for; null for the usual one
/// @param newTopic where a topic is made
/// @param wrong which filters can't be meant; null when all can
public record ExplorePage(
        String total,
        FilterBar filters,
        List<Option> sorts,
        @Nullable String sortedBy,
        List<PostCard> posts,
        @Nullable More more,
        Nothing nothing,
        String newTopic,
        @Nullable String wrong) {
    public ExplorePage {
        sorts = List.copyOf(sorts);
        posts = List.copyOf(posts);
    }
}
