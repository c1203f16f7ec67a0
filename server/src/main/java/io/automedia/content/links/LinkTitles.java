package io.automedia.content.links;

import io.automedia.content.Content;
import io.automedia.content.UntitledLinks;
import io.automedia.outgoing.WebAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives the links of posts the titles of their pages, a few posts and pages at a time.
@Component
final class LinkTitles {
    private static final int AT_ONCE = 50;

    /// So many links of a post; of one that is full of them, the others stay without.
    static final int MOST_LINKS = 10;

    private final UntitledLinks links;
    private final LinkPages pages;
    private final PageAsker asker;
    private final Clock clock;

    /// Where the queue of a host ends.
    private final Map<String, Instant> ends = new HashMap<>();

    LinkTitles(UntitledLinks links, LinkPages pages, PageAsker asker, Clock clock) {
        this.links = links;
        this.pages = pages;
        this.asker = asker;
        this.clock = clock;
    }

    /// Takes the next step.
    ///
    /// @return whether there may be more to do at once
    boolean step() throws InterruptedException {
        List<Content> due = links.due(AT_ONCE);
        Map<ObjectId, Map<String, URI>> addresses = LinkedHashMap.newLinkedHashMap(due.size());
        Set<URI> all = new LinkedHashSet<>();
        for (Content post : due) {
            Map<String, URI> its = addresses(post);
            addresses.put(post.id(), its);
            all.addAll(its.values());
        }
        Map<URI, LinkPage> known = pages.of(all, clock.instant());
        int asked = ask(all, known);
        Instant now = clock.instant();
        ends.values().removeIf(end -> end.isBefore(now));
        boolean progress = asked > 0;
        for (Content post : due) {
            progress |= settle(post, addresses.getOrDefault(post.id(), Map.of()), known);
        }
        return progress && (asked > 0 || due.size() == AT_ONCE);
    }

    /// Where the links of a post lead, by their `url`.
    private static Map<String, URI> addresses(Content post) {
        Map<String, URI> addresses = new LinkedHashMap<>();
        for (Content.Link link : UntitledLinks.of(post)) {
            URI address = address(link.expandedUrl() == null ? link.url() : link.expandedUrl());
            if (address != null && addresses.size() < MOST_LINKS && !post.isDeleted()) {
                addresses.put(link.url(), address);
            }
        }
        return addresses;
    }

    private static @Nullable URI address(String written) {
        try {
            return WebAddress.of(written);
        } catch (IllegalArgumentException nowhere) {
            return null;
        }
    }

    /// Asks pages of which nothing is known, and remembers what they say.
    private int ask(Set<URI> all, Map<URI, LinkPage> known) throws InterruptedException {
        Instant now = clock.instant();
        Map<URI, Heard> heard = asker.ask(all.stream()
                .filter(address -> {
                    LinkPage page = known.get(address);
                    return page == null || page.isToBeAsked(now);
                })
                .toList());
        heard.forEach((address, one) -> {
            LinkPage page = LinkPage.of(address.toString(), known.get(address), one, now);
            pages.keep(page);
            known.put(address, page);
        });
        return heard.size();
    }

    /// Writes what is known; what is not waits its turn in the queue of its host.
    ///
    /// @return whether anything was known
    private boolean settle(Content post, Map<String, URI> addresses, Map<URI, LinkPage> known) {
        Instant now = clock.instant();
        List<Instant> turns = new ArrayList<>();
        Set<String> hosts = new HashSet<>();
        Map<String, UntitledLinks.Words> found = new HashMap<>();
        addresses.forEach((url, address) -> {
            LinkPage page = known.get(address);
            Instant askAgainAt = page == null ? null : page.askAgainAt();
            if (page == null || page.isToBeAsked(now)) {
                // one turn for all of a post's pages there
                if (hosts.add(PageAsker.host(address))) {
                    turns.add(turn(address));
                }
            } else if (askAgainAt != null) {
                turns.add(askAgainAt);
            } else {
                found.put(url, new UntitledLinks.Words(page.title(), page.description()));
            }
        });
        links.describe(
                post, found, turns.stream().min(Comparator.naturalOrder()).orElse(null));
        return !found.isEmpty() || turns.isEmpty();
    }

    /// At the end of the queue of its host, so that no post is looked at again and again while others are before it.
    private Instant turn(URI address) {
        Instant free = asker.freeAt(address);
        Instant turn = ends.merge(PageAsker.host(address), free, (end, now) -> end.isAfter(now) ? end : now);
        ends.put(PageAsker.host(address), turn.plus(PageAsker.PAUSE));
        return turn;
    }
}
