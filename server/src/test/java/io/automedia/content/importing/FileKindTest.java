package io.automedia.content.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileKindTest {
    @Test
    void aFileIsKnownByItsBeginning() {
        assertThat(FileKind.of("")).isEqualTo("jsonl");
        assertThat(FileKind.of("\n {\"a\":1}\n")).isEqualTo("jsonl");
        assertThat(FileKind.of("nonsense, really\n{\"a\":1}\n")).isEqualTo("jsonl");
        assertThat(FileKind.of("[1,2]\n{\"a\":1}\n")).isEqualTo("jsonl");
        assertThat(FileKind.of(" [\n{\"a\":1}")).isEqualTo("json");
        assertThat(FileKind.of("[{\"a\":1}]")).isEqualTo("json");
        assertThat(FileKind.of("\u00ef\u00bb\u00bfplatform,id\nx,1")).isEqualTo("csv");
        assertThat(FileKind.of("platform;id")).isEqualTo("csv");
        assertThat(FileKind.of("garbage")).isEqualTo("jsonl");
    }
}
