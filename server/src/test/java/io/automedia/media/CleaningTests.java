package io.automedia.media;

import static io.automedia.media.MediaSamples.SECRET;
import static io.automedia.media.MediaSamples.chunk;
import static io.automedia.media.MediaSamples.decoded;
import static io.automedia.media.MediaSamples.encoded;
import static io.automedia.media.MediaSamples.joined;
import static io.automedia.media.MediaSamples.latin;
import static io.automedia.media.MediaSamples.picture;
import static io.automedia.media.MediaSamples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files are cleaned of what they tell about their makers, and show what they showed.
class CleaningTests {
    private static final long PIXELS = 1_000_000;

    @Test
    void aJpegKeepsItsPictureAndHowToTurnIt() {
        byte[] talkative = MediaSamples.talkativeJpeg();
        Cleaned clean = JpegCleaner.clean(talkative, PIXELS);

        assertThat(text(clean.bytes())).doesNotContain(SECRET, "xmpmeta", "Photoshop");
        assertThat(clean.orientation()).isEqualTo(new Orientation(6));
        assertThat(clean.width()).isEqualTo(64);
        assertSame(decoded(talkative), decoded(clean.bytes()));
        assertThat(JpegCleaner.clean(clean.bytes(), PIXELS).orientation()).isEqualTo(new Orientation(6));
        assertThat(JpegCleaner.clean(clean.bytes(), PIXELS).bytes()).isEqualTo(clean.bytes());
    }

    @Test
    void aPlainJpegStaysAsItIs() {
        byte[] jpeg = encoded("jpeg", picture(33, 17));
        assertThat(JpegCleaner.clean(jpeg, PIXELS).bytes()).isEqualTo(jpeg);
    }

    @Test
    void aPngKeepsItsPictureAndHowToTurnIt() {
        byte[] talkative = MediaSamples.talkativePng();
        Cleaned clean = PngCleaner.clean(talkative, PIXELS);

        assertThat(text(clean.bytes())).doesNotContain(SECRET, "tEXt", "iTXt", "tIME", "html");
        assertThat(clean.orientation()).isEqualTo(new Orientation(6));
        assertSame(decoded(talkative), decoded(clean.bytes()));
        assertThat(PngCleaner.clean(clean.bytes(), PIXELS).bytes()).isEqualTo(clean.bytes());
    }

    @Test
    void aGifKeepsItsFramesAndRepetitions() {
        byte[] talkative = MediaSamples.talkativeGif();
        Cleaned clean = GifCleaner.clean(talkative, PIXELS);

        assertThat(text(clean.bytes()))
                .doesNotContain(SECRET, "XMP")
                .contains("NETSCAPE2.0")
                .endsWith(";");
        assertSame(decoded(talkative), decoded(clean.bytes()));
    }

    @Test
    void aWebpKeepsItsPictureAndHowToTurnIt() {
        Cleaned clean = WebpCleaner.clean(MediaSamples.talkativeWebp(), PIXELS);

        assertThat(text(clean.bytes())).doesNotContain(SECRET, "XMP ", "MAKR").contains("VP8L", "EXIF");
        assertThat(clean.orientation()).isEqualTo(new Orientation(8));
        assertThat(clean.bytes()[20]).as("flags").isEqualTo((byte) 8);
        assertThat(WebpCleaner.clean(clean.bytes(), PIXELS).bytes()).isEqualTo(clean.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp42", "qt  "})
    void aFilmKeepsItsFramesInTheirPlaces(String brand, @TempDir Path folder) throws IOException {
        byte[] talkative = MediaSamples.talkativeFilm(brand);
        Path file = Files.write(folder.resolve("film"), talkative);
        assertThat(FilmCleaner.clean(file, PIXELS)).isEqualTo(new FilmCleaner.Size(640, 360));

        byte[] clean = Files.readAllBytes(file);
        assertThat(clean).hasSameSizeAs(talkative);
        assertThat(text(clean))
                .doesNotContain(SECRET, "48.85", "udta", "meta", "uuid", "camera", "\u00a9xyz")
                .contains("vide", "stco", "mvhd");
        assertThat(text(clean).indexOf("the frames of the film"))
                .isEqualTo(text(talkative).indexOf("the frames"));
        assertThat(text(clean).lastIndexOf("the frames of the film"))
                .isEqualTo(text(talkative).lastIndexOf("the frames"));
        byte[] times = Arrays.copyOfRange(
                clean, text(clean).indexOf("mvhd") + 8, text(clean).indexOf("mvhd") + 16);
        assertThat(times).containsOnly(0);
    }

    @Test
    void whatIsCutOffIsRefusedWhereverItIsCut() {
        assertRefusedAtEveryLength(
                MediaSamples.talkativePng(),
                29,
                bytes -> PngCleaner.clean(bytes, PIXELS).bytes());
        assertRefusedAtEveryLength(
                encoded("jpeg", picture(64, 32)),
                0,
                bytes -> JpegCleaner.clean(bytes, PIXELS).bytes());
        assertRefusedAtEveryLength(
                encoded("gif", picture(16, 16)),
                0,
                bytes -> GifCleaner.clean(bytes, PIXELS).bytes());
        assertRefusedAtEveryLength(
                MediaSamples.talkativeWebp(),
                SECRET.length(),
                bytes -> WebpCleaner.clean(bytes, PIXELS).bytes());
    }

    /// @param behind how many bytes behind its end it may lose
    private static void assertRefusedAtEveryLength(byte[] whole, int behind, UnaryOperator<byte[]> cleaner) {
        assertThat(cleaner.apply(whole)).isNotEmpty();
        for (int length = 0; length < whole.length - behind; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> cleaner.apply(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOfAny(
                            DamagedFile.class, BufferUnderflowException.class, IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aFilmThatIsCutOffIsRefused(@TempDir Path folder) throws IOException {
        byte[] film = MediaSamples.talkativeFilm("isom");
        for (int length = 0; length < film.length - 60; length += 7) {
            Path file = Files.write(folder.resolve("film"), Arrays.copyOf(film, length));
            assertThatThrownBy(() -> FilmCleaner.clean(file, PIXELS)).isInstanceOf(DamagedFile.class);
        }
    }

    @Test
    void sizesThatNobodyCanShowAreRefusedUnread() {
        assertThatThrownBy(() -> PngCleaner.clean(MediaSamples.hugePng(30_000, 30_000), 50_000_000))
                .hasMessageContaining("has 30000 × 30000 pixels, more than the 50000000");
        assertThatThrownBy(() -> PngCleaner.clean(MediaSamples.hugePng(-1, -1), 50_000_000))
                .isInstanceOf(DamagedFile.class);
        assertThatThrownBy(() -> GifCleaner.clean(encoded("gif", picture(101, 100)), 10_000))
                .hasMessageContaining("101 × 100");
        assertThatThrownBy(() -> JpegCleaner.clean(encoded("jpeg", picture(101, 100)), 10_000))
                .hasMessageContaining("101 × 100");
    }

    @Test
    void framesWithinFramesEndNobodysStack() {
        byte[] nested = new byte[0];
        for (int depth = 0; depth < 1_000; depth++) {
            nested = MediaSamples.webpChunk("ANMF", joined(new byte[16], nested));
        }
        byte[] bomb =
                MediaSamples.riff(MediaSamples.webpChunk("VP8X", new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0}), nested);
        assertThatThrownBy(() -> WebpCleaner.clean(bomb, PIXELS)).hasMessage("holds no picture");
    }

    @Test
    void aChangedByteOfAPngIsNoticed() {
        byte[] png = MediaSamples.png(20, 20);
        png[45] ^= 1;
        assertThatThrownBy(() -> PngCleaner.clean(png, PIXELS)).hasMessageContaining("checksum");
    }

    @Test
    void kindsAreKnownByTheirFirstBytes() {
        assertThat(MediaKind.of(MediaSamples.talkativeJpeg())).isEqualTo(MediaKind.JPEG);
        assertThat(MediaKind.of(MediaSamples.png(1, 1))).isEqualTo(MediaKind.PNG);
        assertThat(MediaKind.of(MediaSamples.talkativeGif())).isEqualTo(MediaKind.GIF);
        assertThat(MediaKind.of(MediaSamples.talkativeWebp())).isEqualTo(MediaKind.WEBP);
        assertThat(MediaKind.of(MediaSamples.talkativeFilm("mp42"))).isEqualTo(MediaKind.MP4);
        assertThat(MediaKind.of(MediaSamples.talkativeFilm("qt  "))).isEqualTo(MediaKind.QUICKTIME);
        for (String other : new String[] {
            "",
            "<svg xmlns=\"http://www.w3.org/2000/svg\">",
            "<!DOCTYPE html>",
            "%PDF-1.7",
            "\0\0\0\u0018ftypheic",
            "RIFF....WAVE",
            "MZ"
        }) {
            assertThat(MediaKind.of(latin(other))).as(other).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void smallCopiesStandUpright(int orientation) {
        byte[] jpeg = encoded("jpeg", picture(1_200, 800));
        Cleaned lying = new Cleaned(jpeg, 1_200, 800, new Orientation(orientation));
        BufferedImage small = decoded(
                Objects.requireNonNull(Thumbnail.of(MediaKind.JPEG, lying)).bytes());

        boolean turned = orientation >= 5;
        assertThat(small.getWidth()).isEqualTo(turned ? 213 : 320);
        assertThat(small.getHeight()).isEqualTo(turned ? 320 : 213);
        int[] lineAt = switch (orientation) {
            case 1, 2 -> new int[] {160, 5};
            case 3, 4 -> new int[] {160, 207};
            case 5, 8 -> new int[] {5, 160};
            default -> new int[] {207, 160};
        };
        int seen = small.getRGB(lineAt[0], lineAt[1]);
        assertThat((seen >> 8) & 0xff).as("green in %x", seen).isGreaterThan(180);
        int[] redAt = switch (orientation) {
            case 1, 4 -> new int[] {20, 106};
            case 2, 3 -> new int[] {300, 106};
            case 5, 6 -> new int[] {106, 20};
            default -> new int[] {106, 300};
        };
        assertThat((small.getRGB(redAt[0], redAt[1]) >> 16) & 0xff).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy", "lossless and transparent", "lossy and transparent"})
    void webpHasSmallCopiesToo(String encoding) {
        Cleaned clean = WebpCleaner.clean(Objects.requireNonNull(MediaSamples.WEBP.get(encoding)), PIXELS);

        Thumbnail small = Objects.requireNonNull(Thumbnail.of(MediaKind.WEBP, clean));

        boolean isTransparent = encoding.endsWith("transparent");
        assertThat(small.type()).isEqualTo(isTransparent ? "image/png" : "image/jpeg");
        BufferedImage seen = decoded(small.bytes());
        assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(64, 32);
        Color left = new Color(seen.getRGB(10, 16), true);
        assertThat(left.getAlpha()).isEqualTo(isTransparent ? 0 : 255);
        assertThat(left.getRed()).matches(red -> isTransparent || red > 180);
        Color right = new Color(seen.getRGB(54, 16), true);
        assertThat(right.getBlue()).isGreaterThan(180);
        assertThat(right.getRed()).isLessThan(60);
    }

    @Test
    void aWebpWhosePartsAreLargerThanTheWholeIsRefused() {
        byte[] bomb = MediaSamples.riff(
                MediaSamples.webpChunk("VP8X", new byte[10]),
                MediaSamples.webpChunk("VP8L", new byte[] {0x2f, (byte) 0xff, 0x3f, 0, 0}));
        assertThatThrownBy(() -> WebpCleaner.clean(bomb, PIXELS)).hasMessageContaining("larger than the whole");
    }

    /// Its reader takes what lies behind the end for noughts, and went on for minutes.
    @Test
    void aSpoiltWebpIsDrawnOrNotButComesToAnEnd() {
        Random random = new Random(5);
        int drawn = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] spoilt = List.copyOf(MediaSamples.WEBP.values()).get(i % 3).clone();
            spoilt[20 + random.nextInt(spoilt.length - 20)] = (byte) random.nextInt();
            Cleaned cleaned = cleaned(spoilt);
            if (cleaned != null && Thumbnail.of(MediaKind.WEBP, cleaned) != null) {
                drawn++;
            }
        }
        assertThat(drawn).isBetween(300, 1_400);
    }

    private static @Nullable Cleaned cleaned(byte[] webp) {
        try {
            return WebpCleaner.clean(webp, PIXELS);
        } catch (DamagedFile | IndexOutOfBoundsException refused) {
            return null;
        }
    }

    /// Its reader takes memory for all of it at once.
    @Test
    void aLargeWebpHasNone() {
        byte[] bytes = Objects.requireNonNull(MediaSamples.WEBP.get("lossy"));
        Cleaned claimed = new Cleaned(bytes, 5_000, 4_000, Orientation.UPRIGHT);
        assertThat(Thumbnail.of(MediaKind.WEBP, claimed)).isNull();
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> PngCleaner.clean(MediaSamples.hugePng(65_536, 1), PIXELS))
                .hasMessageContaining("longer than 65535");
    }

    @Test
    void aPngSaysItsSizeOnceAndHasFramesOfNoOther() {
        byte[] png = MediaSamples.png(3, 3);
        byte[] start = Arrays.copyOf(png, 33);
        byte[] rest = Arrays.copyOfRange(png, 33, png.length);
        byte[] again = Arrays.copyOfRange(png, 8, 33);
        assertThatThrownBy(() -> PngCleaner.clean(joined(start, again, rest), PIXELS))
                .hasMessageContaining("twice");
        byte[] frame = joined(
                MediaSamples.number(0),
                MediaSamples.number(3),
                MediaSamples.number(2),
                MediaSamples.number(1),
                new byte[10]);
        assertThatThrownBy(() -> PngCleaner.clean(joined(start, chunk("fcTL", frame), rest), PIXELS))
                .hasMessageContaining("a frame is larger");
    }

    @Test
    void aJpegHasAHundredScansAtMost() {
        byte[] jpeg = encoded("jpeg", picture(8, 8));
        int scan = text(jpeg).indexOf("\u00ff\u00da");
        byte[] one = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[][] parts = new byte[102][];
        Arrays.fill(parts, one);
        parts[0] = Arrays.copyOf(jpeg, scan);
        byte[] end = Arrays.copyOfRange(jpeg, jpeg.length - 2, jpeg.length);
        assertThat(JpegCleaner.clean(joined(joined(Arrays.copyOf(parts, 101)), end), PIXELS)
                        .width())
                .isEqualTo(8);
        assertThatThrownBy(() -> JpegCleaner.clean(joined(joined(parts), end), PIXELS))
                .hasMessageContaining("more than 100 scans");
    }

    @Test
    void whatStandsBehindTheColoursOfAJpegIsNotKept() {
        byte[] jpeg = encoded("jpeg", picture(8, 8));
        byte[] adobe = MediaSamples.segment(0xee, joined(latin("Adobe"), new byte[7], latin(SECRET)));
        byte[] talkative = joined(Arrays.copyOf(jpeg, 2), adobe, Arrays.copyOfRange(jpeg, 2, jpeg.length));
        assertThat(text(JpegCleaner.clean(talkative, PIXELS).bytes()))
                .contains("Adobe")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stsz", "stsc", "stco", "stbl", "minf"})
    void measurementsThatCantBeFoundAreNotKept(String table, @TempDir Path folder) throws IOException {
        byte[] film = MediaSamples.talkativeFilm("isom");
        byte[] other = latin(table.equals("stsz") ? "stz2" : "what");
        System.arraycopy(other, 0, film, text(film).lastIndexOf(table), other.length);
        Path file = Files.write(folder.resolve("film"), film);
        assertThatThrownBy(() -> FilmCleaner.clean(file, PIXELS))
                .isInstanceOf(DamagedFile.class)
                .hasMessageContaining("track of measurements");
    }

    @Test
    void aFilmOfNothingButPartsIsRefused(@TempDir Path folder) throws IOException {
        byte[] parts = new byte[8 * 100_001];
        byte[] part = MediaSamples.box("free", new byte[0]);
        for (int at = 0; at < parts.length; at += part.length) {
            System.arraycopy(part, 0, parts, at, part.length);
        }
        Path file = Files.write(folder.resolve("film"), joined(MediaSamples.talkativeFilm("isom"), parts));
        assertThatThrownBy(() -> FilmCleaner.clean(file, PIXELS)).hasMessageContaining("too many parts");
    }

    @Test
    void unknownPartsOfAPngAreNotKept() {
        byte[] png = MediaSamples.png(3, 3);
        byte[] more =
                joined(Arrays.copyOf(png, 33), chunk("prVt", latin(SECRET)), Arrays.copyOfRange(png, 33, png.length));
        assertThat(PngCleaner.clean(more, PIXELS).bytes())
                .isEqualTo(PngCleaner.clean(png, PIXELS).bytes());
    }

    private static void assertSame(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                assertThat(other.getRGB(x, y)).isEqualTo(one.getRGB(x, y));
            }
        }
    }
}
