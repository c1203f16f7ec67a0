package io.automedia.web.detail;

import io.automedia.content.Content;
import io.automedia.content.LibraryItem;
import io.automedia.content.LibraryPost;
import io.automedia.content.TermHit;
import io.automedia.topics.Topic;
import io.automedia.web.page.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says why a topic matched a post: its terms with what stands for them, and the conditions it met.
record Reasons(Visit visit) {
    private static final int BAR = 64;

    PostPage.Match match(LibraryPost post, LibraryItem.Marked marked, Topic topic) {
        List<PostPage.Term> terms = terms(marked.terms(), topic);
        return new PostPage.Match(
                topic.name(),
                "/topics/" + topic.id().toHexString(),
                visit.words().of("detail.why.says", terms.size()),
                terms,
                (int) Math.round(marked.relevanceScore() * BAR),
                visit.formats().decimal(marked.relevanceScore(), 2),
                gates(post.content(), topic));
    }

    private List<PostPage.Term> terms(List<TermHit> hits, Topic topic) {
        Map<String, List<TermHit>> byKeyword = new LinkedHashMap<>();
        for (TermHit hit : hits) {
            Topic.Keyword keyword = keyword(hit.term(), topic);
            byKeyword
                    .computeIfAbsent(keyword == null ? hit.term() : keyword.term(), term -> new ArrayList<>())
                    .add(hit);
        }
        List<PostPage.Term> terms = new ArrayList<>();
        byKeyword.forEach((term, found) -> terms.add(term(term, found, topic)));
        return terms;
    }

    private PostPage.Term term(String term, List<TermHit> found, Topic topic) {
        List<String> surfaces = found.stream()
                .map(hit -> Objects.requireNonNullElse(hit.surface(), hit.term()))
                .distinct()
                .toList();
        Topic.Keyword keyword = keyword(term, topic);
        return new PostPage.Term(
                surfaces,
                surfaces.equals(List.of(term)) ? null : visit.words().of("detail.forTerm", term),
                visit.words()
                        .of("detail.weight.of", visit.formats().decimal(keyword == null ? 1 : keyword.weight(), 1)),
                visit.words().of("detail.hits.of", found.size()));
    }

    private static Topic.@Nullable Keyword keyword(String term, Topic topic) {
        return topic.keywords().stream()
                .filter(keyword -> keyword.term().equalsIgnoreCase(term)
                        || keyword.variations().stream().anyMatch(term::equalsIgnoreCase))
                .findFirst()
                .orElse(null);
    }

    private List<PostPage.Gate> gates(Content post, Topic topic) {
        List<PostPage.Gate> gates = new ArrayList<>();
        Topic.Settings settings = topic.settings();
        if (!settings.platforms().isEmpty()) {
            add(gates, settings.platforms().contains(post.platform()), "platform", named("platform.", post.platform()));
        }
        if (!settings.contentTypes().isEmpty()) {
            add(gates, settings.contentTypes().contains(post.type()), "type", named("type.", post.type()));
        }
        String language = post.metadata().language();
        if (settings.language() != null && language != null) {
            add(
                    gates,
                    settings.language().equals(language),
                    "language",
                    visit.formats().language(language));
        }
        for (String counter : List.of("likes", "retweets")) {
            long least = settings.minEngagement().getOrDefault(counter, 0L);
            if (least > 0) {
                long has = post.metadata().counter(counter);
                add(gates, has >= least, counter, number(has), number(least));
            }
        }
        filters(gates, post, topic.filters());
        return gates;
    }

    private void filters(List<PostPage.Gate> gates, Content post, Topic.Filters filters) {
        Long followers = post.author().followersCount();
        if (filters.minFollowers() > 0) {
            long has = followers == null ? 0 : followers;
            add(gates, has >= filters.minFollowers(), "followers", number(has), number(filters.minFollowers()));
        }
        var sentiment = post.metadata().sentiment();
        if (!filters.sentiment().isEmpty() && sentiment != null) {
            add(
                    gates,
                    filters.sentiment().contains(sentiment.label()),
                    "sentiment",
                    named("sentiment.", sentiment.label()));
        }
        if (filters.includeVerified()) {
            add(gates, Boolean.TRUE.equals(post.author().verified()), "verified");
        }
        if (!filters.excludeKeywords().isEmpty()) {
            add(gates, true, "excluded");
        }
    }

    private void add(List<PostPage.Gate> gates, boolean passed, String key, Object... values) {
        gates.add(new PostPage.Gate(passed, visit.words().of("detail.gate." + key, values)));
    }

    private String named(String prefix, String name) {
        return visit.words().named(prefix, name);
    }

    private String number(long value) {
        return visit.formats().number(value);
    }
}
