package io.automedia.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of the pages are complete in every language, and no template or script asks for others.
class MessagesTest {
    private static final List<String> FILES = List.of("messages.properties", "messages_zh.properties");
    private static final Pattern IN_TEMPLATES = Pattern.compile("#\\{([a-z][A-Za-z0-9.]*)[}(]");
    private static final Pattern IN_JAVA = Pattern.compile("\\.of\\(\\s*\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9]+)+)\"");
    private static final Pattern IN_SCRIPTS = Pattern.compile("word\\('([a-z][A-Za-z0-9.]*)'");

    @Test
    void everyLanguageHasTheSameKeys() {
        assertThat(keys(FILES.get(1))).isEqualTo(keys(FILES.get(0)));
    }

    @Test
    void everyMessageIsAPatternWithTheSamePlaces() {
        for (String key : keys(FILES.getFirst())) {
            for (String file : FILES) {
                String text = read(file).getProperty(key);
                new MessageFormat(text, Locale.ENGLISH);
                assertThat(text).as(file + " " + key).isNotBlank().doesNotContain("'");
            }
        }
    }

    @Test
    void templatesAskOnlyForWordsThatThereAre() {
        assertThat(keys(FILES.getFirst())).containsAll(found(Path.of("src/main/resources/templates"), IN_TEMPLATES));
    }

    @Test
    void pagesAskOnlyForWordsThatThereAre() {
        assertThat(keys(FILES.getFirst())).containsAll(found(Path.of("src/main/java/io/automedia/web"), IN_JAVA));
    }

    @Test
    void scriptsAreGivenTheWordsThatTheySay() {
        Set<String> given = new TreeSet<>();
        for (String file : FILES) {
            Properties words = read(file);
            org.springframework.context.support.StaticMessageSource source =
                    new org.springframework.context.support.StaticMessageSource();
            words.stringPropertyNames().forEach(key -> source.addMessage(key, Locale.ENGLISH, words.getProperty(key)));
            given.addAll(ShellWords.of(new Words(source, Locale.ENGLISH)).keySet());
        }
        assertThat(given).containsAll(found(Path.of("src/main/resources/static/assets"), IN_SCRIPTS));
    }

    private static Set<String> found(Path folder, Pattern pattern) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(html|java|js)"))
                    .toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static Set<String> keys(String file) {
        return new TreeSet<>(read(file).stringPropertyNames());
    }

    private static Properties read(String file) {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/" + file)), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
