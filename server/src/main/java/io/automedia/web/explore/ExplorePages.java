package io.automedia.web.explore;

import io.automedia.content.LibraryPost;
import io.automedia.shared.Page;
import io.automedia.shared.Problem;
import io.automedia.web.filter.FilterBars;
import io.automedia.web.filter.Filters;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Nothing;
import io.automedia.web.page.Option;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCard;
import io.automedia.web.post.PostCards;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the Explore page.
@Component
final class ExplorePages {
    static final Set<String> PARAMETERS = Set.of(
            "platform",
            "sentiment",
            "language",
            "type",
            "topic",
            "author",
            "hashtags",
            "mentions",
            "tags",
            "minLikes",
            "dateFrom",
            "dateTo",
            "verified",
            "archived",
            "aiGenerated",
            "sortBy",
            "sortOrder");
    private static final List<String> GROUPS =
            List.of("platform", "sentiment", "language", "topic", "type", "verified", "archived");
    private static final List<String> FIELDS =
            List.of("hashtags", "author", "tags", "mentions", "minLikes", "dateFrom", "dateTo");
    private static final Set<String> NO_FILTERS = Set.of("sortBy", "sortOrder");
    private static final List<String> SORTS = List.of("publishedAt", "collectedAt", "likes");

    private final PostLists lists;

    ExplorePages(PostLists lists) {
        this.lists = lists;
    }

    /// The page for these filters.
    ExplorePage page(Visit visit, Filters filters, @Nullable String after) {
        return page(visit, filters, filters, after, null);
    }

    /// The page with what is wrong with some filters, and what the others leave.
    ExplorePage wrong(Visit visit, Filters filters, Problem.Invalid invalid) {
        String[] names =
                invalid.errors().stream().map(Problem.FieldError::field).toArray(String[]::new);
        String said = Refusal.of(visit.words(), invalid).text();
        return page(visit, filters, filters.without(names), null, said);
    }

    private ExplorePage page(
            Visit visit, Filters filters, Filters asked, @Nullable String after, @Nullable String wrong) {
        Page<LibraryPost> found = lists.find(visit, asked, after);
        PostCards cards = lists.cards(visit);
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        found.items().forEach(post -> seen.add(post.content().platform()));
        var bar = new FilterBars(visit, filters, PostLists.names(cards))
                .bar(GROUPS, FIELDS, NO_FILTERS, List.copyOf(seen));
        String sorted = asked.one("sortBy");
        return new ExplorePage(
                total(visit, found.page()),
                bar,
                SORTS.stream()
                        .map(sort -> new Option(
                                visit.words().of("explore.sort." + sort),
                                filters.with("sortBy", sort)
                                        .without("sortOrder")
                                        .href(),
                                sort.equals(sorted == null ? SORTS.getFirst() : sorted)))
                        .toList(),
                sorted,
                cards(cards, found),
                PostLists.more(found, asked, "/explore/more"),
                bar.count() == 0 ? Nothing.noPosts(visit.words()) : nothingFits(visit, bar.clear()),
                "/topics/new",
                wrong);
    }

    /// The part of a list that follows.
    List<PostCard> cards(PostCards cards, Page<LibraryPost> found) {
        return found.items().stream().map(cards::inList).toList();
    }

    private static String total(Visit visit, Page.Info page) {
        String posts = visit.words().of("count.posts", visit.formats().number(page.total()), page.total());
        return page.totalIsEstimate() ? visit.words().of("explore.total.estimate", posts) : posts;
    }

    private static Nothing nothingFits(Visit visit, String clear) {
        return new Nothing(
                "search",
                visit.words().of("explore.none.title"),
                visit.words().of("explore.none.text"),
                List.of(new Nothing.Action(visit.words().of("explore.none.action"), clear)));
    }
}
