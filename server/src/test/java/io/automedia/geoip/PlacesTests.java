package io.automedia.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTests {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("places.mmdb");
    }

    private Places places() {
        return new Places(new GeoIpProperties(file()));
    }

    @Test
    void there_is_no_file_unless_told() {
        assertThat(Bound.to(GeoIpProperties.class)).isEqualTo(new GeoIpProperties(null));
        assertThat(Bound.to(GeoIpProperties.class, "automedia.geoip-file=")).isEqualTo(new GeoIpProperties(null));
        assertThat(Bound.to(GeoIpProperties.class, "automedia.geoip-file=places.mmdb"))
                .isEqualTo(new GeoIpProperties(Path.of("places.mmdb")));
        assertThat(new Places(new GeoIpProperties(null)).of("192.0.2.7")).isEmpty();
    }

    @Test
    void an_address_of_either_version_is_where_its_network_is() {
        new PlacesFile()
                .withCity("192.0.2.0/24", "Berlin", "Germany", 52.52, 13.405)
                .withCountry("2001:db8::/32", "Norway")
                .replace(file());
        Places places = places();

        assertThat(places.of("192.0.2.7")).contains(new Place("Germany", "Berlin", new Place.Point(52.52, 13.405)));
        assertThat(places.of("2001:db8:0:0:0:0:0:7")).contains(new Place("Norway", null, null));
        assertThat(places.of("192.0.3.7")).isEmpty();
        assertThat(places.of("no address")).isEmpty();
    }

    @Test
    void what_an_entry_has_in_another_shape_is_left_out() {
        String long199 = "x".repeat(199);
        new PlacesFile()
                .with("192.0.2.1/32", Map.of("country", "DE", "location", Map.of("latitude", 91.0, "longitude", 0.0)))
                .with("192.0.2.2/32", Map.of("city", Map.of("names", Map.of("en", long199 + "yz"))))
                .replace(file());
        Places places = places();

        assertThat(places.of("192.0.2.1")).isEmpty();
        assertThat(places.of("192.0.2.2")).contains(new Place(null, long199 + "y", null));
    }

    @Test
    void a_file_that_is_missing_or_broken_is_read_as_soon_as_a_good_one_is_there() throws IOException {
        Places places = places();
        assertThat(places.of("192.0.2.7")).isEmpty();

        Files.writeString(file(), "this is no database");
        assertThat(places.of("192.0.2.7")).isEmpty();
        new PlacesFile().withCountry("192.0.2.0/24", "Norway").replace(file());

        assertThat(places.of("192.0.2.7")).contains(new Place("Norway", null, null));
    }

    @Test
    void one_that_is_replaced_is_read_and_a_broken_one_takes_the_place_of_none() throws IOException {
        new PlacesFile().withCountry("192.0.2.0/24", "Norway").replace(file());
        Places places = places();
        assertThat(places.of("192.0.2.7")).contains(new Place("Norway", null, null));

        new PlacesFile().withCountry("192.0.2.0/24", "Iceland").replace(file());
        assertThat(places.of("192.0.2.7")).contains(new Place("Iceland", null, null));

        for (byte[] broken : List.of(new byte[0], new byte[5_000])) {
            Files.write(folder.resolve("broken"), broken);
            Files.move(folder.resolve("broken"), file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(places.of("192.0.2.7")).contains(new Place("Iceland", null, null));
        }
        Files.delete(file());
        assertThat(places.of("192.0.2.7")).contains(new Place("Iceland", null, null));
    }
}
