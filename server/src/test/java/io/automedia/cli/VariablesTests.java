package io.automedia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;

@AutoMediaTest
class VariablesTests {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(automedia\\.[a-z.<>-]+)` \\|");

    private final ApplicationContext application;

    VariablesTests(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void aTypoIsNamedWithWhatItIsNearestTo() {
        assertThat(Variables.warnings(Set.of("AUTOMEDIA_JAVA_OPTS", "AUTOMEDIA_PROT", "PATH")))
                .containsExactly(
                        "The variable AUTOMEDIA_JAVA_OPTS is not known and is ignored; the nearest that is known is"
                                + " AUTOMEDIA_JAVA_OPTIONS.",
                        "The variable AUTOMEDIA_PROT is not known and is ignored; the nearest that is known is"
                                + " AUTOMEDIA_PORT.");
    }

    @Test
    void whatIsKnownIsNotSpokenOf() {
        assertThat(Variables.warnings(List.of(
                        "AUTOMEDIA_PORT",
                        "AUTOMEDIA_HEAP",
                        "AUTOMEDIA_JAVA_OPTIONS",
                        "AUTOMEDIA_MONGODB_URI",
                        "AUTOMEDIA_MONGODBURI",
                        "AUTOMEDIA_HTTP_JSON_LIMIT",
                        "AUTOMEDIA_HTTP_JSONLIMIT",
                        "AUTOMEDIA_OIDC_COMPANY_CLIENT_ID",
                        "AUTOMEDIA_OIDC_COMPANY_CLIENTSECRET",
                        "AUTOMEDIA_OIDC_COMPANY_ALLOWED_DOMAINS_0",
                        "AUTOMEDIA_OUTGOING_ALLOW_0",
                        "AUTOMEDIA_OUTGOING_ALLOW_1_",
                        "automedia",
                        "HOME")))
                .isEmpty();
    }

    @Test
    void everySettingOfTheApplicationIsKnownAndDocumented() throws IOException {
        List<String> there = new ArrayList<>(List.of("automedia.port", "automedia.host"));
        for (ConfigurationPropertiesBean bean :
                ConfigurationPropertiesBean.getAll(application).values()) {
            String prefix = bean.getAnnotation().prefix();
            if (prefix.startsWith("automedia")) {
                Class<?> type =
                        Objects.requireNonNull(bean.asBindTarget().getType().resolve());
                for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents())) {
                    there.addAll(settings(prefix + "." + hyphened(component.getName()), component));
                }
            }
        }
        assertThat(Variables.PROPERTIES).containsExactlyInAnyOrderElementsOf(there);
        List<String> documented = ROW.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(there);
    }

    /// Of a map of records what is set for each of its names.
    private static List<String> settings(String name, RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType map
                        && map.getActualTypeArguments()[map.getActualTypeArguments().length - 1]
                                instanceof Class<?> each
                        && component.getType() == Map.class
                        && each.isRecord()
                ? Arrays.stream(Objects.requireNonNull(each.getRecordComponents()))
                        .map(setting -> name + ".<name>." + hyphened(setting.getName()))
                        .toList()
                : List.of(name);
    }

    private static String hyphened(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
