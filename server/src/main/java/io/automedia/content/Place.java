package io.automedia.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where something was written, as an item of a library has it, so that what is near a place is found on
/// every server: a point on a sphere of radius 1, and the squares of the earth in which it lies, from large
/// to small.
///
/// @param x towards 0° of longitude on the equator
/// @param y towards 90° east on the equator
/// @param z towards the north pole
public record Place(double x, double y, double z) {
    private static final double KILOMETRES = 6_371.0088;
    private static final int MOST_SQUARES = 100;

    /// Sides of squares in degrees; a whole number of each goes around the earth.
    private static final double[] SIDES = {15, 3, 0.5, 0.1, 0.02};

    /// A circle.
    ///
    /// @param km its radius along the surface
    public record Circle(double lat, double lng, double km) {
        public Circle {
            if (!new ContentMetadata.Coordinates(lat, lng).areOnEarth() || !(km > 0 && km <= 20_100)) {
                throw new IllegalArgumentException("no circle on the earth");
            }
        }

        Place centre() {
            return at(lat, lng);
        }

        /// The square of how far a point of the sphere may be from the centre, straight through it.
        double chordSquared() {
            double half = Math.sin(Math.min(Math.PI, km / KILOMETRES) / 2);
            return 4 * half * half;
        }

        /// Squares of one size that cover it: the smallest of which not too many do.
        List<String> squares() {
            for (int size = SIDES.length - 1; size > 0; size--) {
                List<String> squares = squares(size);
                if (!squares.isEmpty()) {
                    return squares;
                }
            }
            return squares(0);
        }

        /// Empty when they would be too many, and squares are there that are larger.
        private List<String> squares(int size) {
            double reach = Math.toDegrees(km / KILOMETRES);
            long firstRow = row(Math.max(-90, lat - reach), size);
            long lastRow = row(Math.min(90, lat + reach), size);
            List<double[]> stretches = stretches(reach);
            long columns = stretches.stream()
                    .mapToLong(part -> column(part[1], size) - column(part[0], size) + 1)
                    .sum();
            if (size > 0 && columns * (lastRow - firstRow + 1) > MOST_SQUARES) {
                return List.of();
            }
            Set<String> squares = new LinkedHashSet<>();
            for (double[] part : stretches) {
                for (long row = firstRow; row <= lastRow; row++) {
                    for (long column = column(part[0], size); column <= column(part[1], size); column++) {
                        squares.add(name(size, row, column));
                    }
                }
            }
            return List.copyOf(squares);
        }

        /// From which longitude to which it goes, in two parts when it lies across the 180th.
        private List<double[]> stretches(double reach) {
            if (lat + reach >= 90 || lat - reach <= -90) {
                return List.of(new double[] {-180, 180});
            }
            // just beside a pole, rounding may make it more than 1
            double sine = Math.min(1, Math.sin(Math.toRadians(reach)) / Math.cos(Math.toRadians(lat)));
            double wide = Math.toDegrees(Math.asin(sine));
            if (lng - wide < -180) {
                return List.of(new double[] {lng - wide + 360, 180}, new double[] {-180, lng + wide});
            }
            if (lng + wide > 180) {
                return List.of(new double[] {lng - wide, 180}, new double[] {-180, lng + wide - 360});
            }
            return List.of(new double[] {lng - wide, lng + wide});
        }
    }

    private static Place at(double lat, double lng) {
        double phi = Math.toRadians(lat);
        double lambda = Math.toRadians(lng);
        return new Place(Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi));
    }

    /// The place of a post; null when it says none.
    static @Nullable Place of(ContentMetadata.@Nullable Location location) {
        ContentMetadata.Coordinates at = location == null ? null : location.coordinates();
        return at == null || !at.areOnEarth() ? null : at(at.lat(), at.lng());
    }

    /// The squares in which a post lies.
    static List<String> squares(ContentMetadata.@Nullable Location location) {
        ContentMetadata.Coordinates at = location == null ? null : location.coordinates();
        List<String> squares = new ArrayList<>(SIDES.length);
        for (int size = 0; size < SIDES.length && at != null && at.areOnEarth(); size++) {
            squares.add(name(size, row(at.lat(), size), column(at.lng(), size)));
        }
        return squares;
    }

    private static long row(double lat, int size) {
        return (long) Math.floor((lat + 90) / SIDES[size]);
    }

    private static long column(double lng, int size) {
        return (long) Math.floor((lng + 180) / SIDES[size]);
    }

    /// The 180th degree in the east is that in the west.
    private static String name(int size, long row, long column) {
        return size + ":" + row + ":" + column % Math.round(360 / SIDES[size]);
    }
}
