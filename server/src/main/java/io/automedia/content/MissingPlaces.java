package io.automedia.content;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.automedia.content.ContentMetadata.Coordinates;
import io.automedia.content.ContentMetadata.Location;
import io.automedia.content.ContentMetadata.Point;
import io.automedia.storage.Migration;
import io.automedia.storage.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Tells the items of posts that were stored before there was a filter `near` where they were written.
@Component
final class MissingPlaces implements Migration {
    private static final String COORDINATES = "metadata.location.coordinates";
    private static final String POINT = "metadata.location.point";

    private final MongoCollection<LibraryItem> items;

    MissingPlaces(MongoDatabase database) {
        this.items = database.getCollection(LibraryItemsSchema.COLLECTION, LibraryItem.class);
    }

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String purpose() {
        return "posts that say where they were written are found by near";
    }

    @Override
    public List<String> collections() {
        return List.of(ContentSchema.COLLECTION);
    }

    /// The items first: who finds the point in a post need not look at them again. What a post has been told since is
    /// left alone.
    @Override
    public long change(MongoCollection<Document> documents, Bson some) {
        long changed = 0;
        for (Document post : documents
                .find(and(some, exists(COORDINATES), exists(POINT, false)))
                .projection(Projections.include(COORDINATES))
                .into(new ArrayList<>())) {
            if (post.getEmbedded(List.of("metadata", "location", "coordinates"), Object.class) instanceof Document at
                    && at.get("lat") instanceof Number lat
                    && at.get("lng") instanceof Number lng) {
                Coordinates coordinates = new Coordinates(lat.doubleValue(), lng.doubleValue());
                Location location = new Location(null, coordinates);
                Place place = Place.of(location);
                if (place != null) {
                    Timestamps.without(items)
                            .updateMany(
                                    and(eq("contentId", post.get("_id")), eq("place", null)),
                                    combine(set("place", place), set("squares", Place.squares(location))));
                    changed += Timestamps.without(documents)
                            .updateOne(
                                    and(eq("_id", post.get("_id")), eq(COORDINATES, at)),
                                    set(POINT, Point.of(coordinates)))
                            .getModifiedCount();
                }
            }
        }
        return changed;
    }
}
