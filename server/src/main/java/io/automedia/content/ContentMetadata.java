package io.automedia.content;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What is known about a post beyond what it says.
///
/// @param engagement counters by name (likes, retweets, replies, views, …)
/// @param topics subjects that enrichment found, not the topics of people
/// @param keywords telling words of the text, most telling first
/// @param language ISO 639-1; as the platform says until enrichment has looked
/// @param source how it came here, and what the platform says beyond the schema
/// @param titlesDueAt when its links are looked at for titles; null when they are not to be
public record ContentMetadata(
        Map<String, Double> engagement,
        @Nullable Sentiment sentiment,
        List<Subject> topics,
        List<String> keywords,
        @Nullable String language,
        @Nullable Location location,
        Document source,
        @Nullable Quality quality,
        @Nullable Enrichment enrichment,
        @Nullable Instant titlesDueAt) {
    public ContentMetadata {
        engagement = Absent.orEmpty(engagement);
        topics = Absent.orEmpty(topics);
        keywords = Absent.orEmpty(keywords);
    }

    /// One counter; 0 when the platform doesn't say.
    public long counter(String name) {
        return Math.round(engagement.getOrDefault(name, 0.0));
    }

    /// How it feels.
    ///
    /// @param score -1 to 1
    /// @param label positive, negative or neutral
    /// @param confidence 0 to 1
    /// @param emotions 0 to 1 by name
    public record Sentiment(double score, String label, double confidence, Map<String, Double> emotions) {
        public Sentiment {
            emotions = Absent.orEmpty(emotions);
        }
    }

    /// What it is about.
    public record Subject(
            String name, double confidence, @Nullable String category) {}

    /// Where it was written.
    ///
    /// @param point the coordinates again, as servers with an index of places want them; nobody else
    /// sees it. There is none of coordinates that no place has, which another program may have left:
    /// such an index refuses the whole post
    public record Location(
            @Nullable String name,
            @Nullable Coordinates coordinates,
            @JsonIgnore @Nullable Point point) {
        public Location {
            point = coordinates == null || !coordinates.areOnEarth() ? null : Point.of(coordinates);
        }

        public Location(@Nullable String name, @Nullable Coordinates coordinates) {
            this(name, coordinates, null);
        }

        /// The coordinates as they are shown: JSON has no words for what is no number.
        @JsonGetter("coordinates")
        @Nullable
        Coordinates shown() {
            return coordinates != null && coordinates.areNumbers() ? coordinates : null;
        }
    }

    /// A point as GeoJSON writes it: longitude, then latitude.
    public record Point(String type, List<Double> coordinates) {
        static Point of(Coordinates at) {
            return new Point("Point", List.of(at.lng(), at.lat()));
        }

        double lng() {
            return coordinates.getFirst();
        }

        double lat() {
            return coordinates.getLast();
        }
    }

    /// Degrees.
    public record Coordinates(double lat, double lng) {
        /// Whether there is such a place.
        boolean areOnEarth() {
            return Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
        }

        private boolean areNumbers() {
            return Double.isFinite(lat) && Double.isFinite(lng);
        }
    }

    /// How good it is, 0 to 1, and what made it so.
    public record Quality(double score, List<String> factors) {
        public Quality {
            factors = Absent.orEmpty(factors);
        }
    }

    /// Where enrichment stands.
    ///
    /// @param version the enrichment that did it last; 0 for none yet
    /// @param lane the work list it is on; null when it is on none
    /// @param dueAt since when it waits; null when it is on none
    public record Enrichment(
            int version, @Nullable Lane lane, @Nullable Instant dueAt) {}
}
