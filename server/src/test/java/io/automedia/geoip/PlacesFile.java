package io.automedia.geoip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a small file in MaxMind's format, version 2.0: a tree of 24-bit records over IPv6 addresses, in which those
/// of
/// IPv4 are below `::/96`, the entries, and what the file says of itself.
public final class PlacesFile {
    private static final byte[] MARK = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int SEPARATOR = 16;

    /// Children by node; 0 is nothing, a positive one another node, a negative one an entry.
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

    private final List<Map<String, Object>> entries = new ArrayList<>();

    /// Adds where a network is.
    ///
    /// @param network an address and the bits that count, such as `192.0.2.0/24`
    public PlacesFile with(String network, Map<String, Object> entry) {
        String[] parts = network.split("/", 2);
        byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
        int bits = Integer.parseInt(parts[1]) + (address.length == 4 ? 96 : 0);
        byte[] whole = address.length == 4
                ? ByteBuffer.allocate(16).position(12).put(address).array()
                : address;
        entries.add(entry);
        int node = 0;
        for (int bit = 0; bit < bits; bit++) {
            int side = (whole[bit / 8] >> (7 - bit % 8)) & 1;
            if (bit == bits - 1) {
                nodes.get(node)[side] = -entries.size();
            } else if (nodes.get(node)[side] == 0) {
                nodes.add(new int[2]);
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        return this;
    }

    /// Adds a network of a city.
    public PlacesFile withCity(String network, String city, String country, double lat, double lng) {
        return with(
                network,
                Map.of(
                        "city", named(city),
                        "country", named(country),
                        "location", Map.of("latitude", lat, "longitude", lng)));
    }

    /// Adds a network of which only the country is known.
    public PlacesFile withCountry(String network, String country) {
        return with(network, Map.of("country", named(country)));
    }

    private static Map<String, Object> named(String name) {
        return Map.of("names", Map.of("en", name));
    }

    /// Puts the file in the place of one that may be there, in one step.
    public void replace(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), bytes());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private byte[] bytes() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Integer> places = new ArrayList<>();
        for (Map<String, Object> entry : entries) {
            places.add(data.size());
            write(data, entry);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                int pointer = child == 0
                        ? nodes.size()
                        : child > 0 ? child : nodes.size() + SEPARATOR + places.get(-child - 1);
                file.writeBytes(number(pointer, 3));
            }
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(MARK);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("binary_format_major_version", 2);
        about.put("binary_format_minor_version", 0);
        about.put("build_epoch", 1_760_000_000L);
        about.put("database_type", "Test-City");
        about.put("ip_version", 6);
        about.put("node_count", nodes.size());
        about.put("record_size", 24);
        write(file, about);
        return file.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                begin(out, 7, map.size());
                map.forEach((key, inner) -> {
                    write(out, key);
                    write(out, inner);
                });
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                begin(out, 2, bytes.length);
                out.writeBytes(bytes);
            }
            case Double number -> {
                begin(out, 3, Double.BYTES);
                out.writeBytes(
                        ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
            }
            case Integer number -> {
                begin(out, 6, Integer.BYTES);
                out.writeBytes(number(number, Integer.BYTES));
            }
            case Long number -> {
                begin(out, 9, Long.BYTES);
                out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            }
            default -> throw new IllegalArgumentException("Nothing writes " + value);
        }
    }

    /// Types from 8 on have a byte of their own; a length of 29 and more has one, too.
    private static void begin(ByteArrayOutputStream out, int type, int length) {
        if (length >= 29 + 256) {
            throw new IllegalArgumentException("Nothing writes what is so long");
        }
        out.write((type < 8 ? type << 5 : 0) | Math.min(length, 29));
        if (type >= 8) {
            out.write(type - 7);
        }
        if (length >= 29) {
            out.write(length - 29);
        }
    }

    private static byte[] number(int number, int bytes) {
        byte[] all = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        return java.util.Arrays.copyOfRange(all, Integer.BYTES - bytes, Integer.BYTES);
    }
}
