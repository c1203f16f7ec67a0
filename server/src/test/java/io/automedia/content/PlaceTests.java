package io.automedia.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.ContentMetadata.Coordinates;
import io.automedia.content.ContentMetadata.Location;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTests {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "48.85, 2.35, 0.5",
        "48.85, 2.35, 30",
        "48.85, 2.35, 900",
        "-36.85, 179.99, 200",
        "71, -179.9, 1000",
        "89.5, 12, 80",
        "-90, 0, 3000",
        "10, 10, 15000",
        "10, 10, 20100"
    })
    void whateverIsWithinACircleIsInItsSquares(double lat, double lng, double km) {
        Place.Circle circle = new Place.Circle(lat, lng, km);
        List<String> squares = circle.squares();
        assertThat(squares).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(350);
        Random random = new Random(5);
        int inside = 0;
        for (int i = 0; i < 20_000; i++) {
            Location there = near(random, lat, lng, km);
            if (isWithin(circle, there)) {
                inside++;
                assertThat(Collections.disjoint(squares, Place.squares(there)))
                        .as("%s in %s", there, circle)
                        .isFalse();
            }
        }
        assertThat(inside).isGreaterThan(3_000);
    }

    private static Location near(Random random, double lat, double lng, double km) {
        double reach = Math.min(180, km / 111.19);
        double high = Math.clamp(lat + (random.nextDouble() * 2 - 1) * reach, -90, 90);
        double wide = Math.min(180, reach / Math.max(0.01, Math.cos(Math.toRadians(high))));
        double east = lng + (random.nextDouble() * 2 - 1) * wide;
        return new Location(null, new Coordinates(high, east > 180 ? east - 360 : east < -180 ? east + 360 : east));
    }

    private static boolean isWithin(Place.Circle circle, Location there) {
        Place one = circle.centre();
        Place other = Objects.requireNonNull(Place.of(there));
        double chord =
                Math.pow(one.x() - other.x(), 2) + Math.pow(one.y() - other.y(), 2) + Math.pow(one.z() - other.z(), 2);
        return chord <= circle.chordSquared();
    }

    @Test
    void distancesAreThoseOnTheEarth() {
        Location paris = new Location(null, new Coordinates(48.8566, 2.3522));
        assertThat(isWithin(new Place.Circle(51.5074, -0.1278, 345), paris)).isTrue();
        assertThat(isWithin(new Place.Circle(51.5074, -0.1278, 342), paris)).isFalse();
        assertThat(isWithin(new Place.Circle(48.8575, 2.3522, 0.11), paris)).isTrue();
        assertThat(isWithin(new Place.Circle(48.8575, 2.3522, 0.09), paris)).isFalse();
    }

    @Test
    void whatIsNowhereHasNoPlace() {
        assertThat(Place.of(null)).isNull();
        assertThat(Place.of(new Location("Here", null))).isNull();
        assertThat(Place.squares(new Location("Here", null))).isEmpty();
        assertThat(Place.squares(new Location(null, new Coordinates(12, 180))))
                .isEqualTo(Place.squares(new Location(null, new Coordinates(12, -180))));
    }
}
