package io.automedia.content.links;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.automedia.storage.ContestedWrites;
import io.automedia.storage.InstalledSchema;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/// The only user of the collection `linkPages`.
@Repository
class LinkPages {
    private final MongoCollection<LinkPage> pages;

    LinkPages(MongoDatabase database, InstalledSchema installed) {
        this.pages = database.getCollection(LinkPagesSchema.NAME, LinkPage.class);
    }

    /// What is remembered of some pages.
    Map<URI, LinkPage> of(Collection<URI> addresses, Instant now) {
        Map<String, URI> byId = addresses.stream()
                .collect(Collectors.toMap(address -> LinkPage.id(address.toString()), Function.identity()));
        Map<URI, LinkPage> known = new HashMap<>();
        if (!byId.isEmpty()) {
            for (LinkPage page : pages.find(and(in("_id", byId.keySet()), gt("expiresAt", now)))) {
                URI address = byId.get(page.id());
                if (address != null) {
                    known.put(address, page);
                }
            }
        }
        return known;
    }

    /// Remembers a page. What another node heard of one in the same moment is as good.
    void keep(LinkPage page) {
        if (pages.replaceOne(eq("_id", page.id()), page).getMatchedCount() == 0) {
            ContestedWrites.insert(pages, List.of(page));
        }
    }
}
