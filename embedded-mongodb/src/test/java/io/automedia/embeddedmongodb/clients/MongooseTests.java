package io.automedia.embeddedmongodb.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongooseTests {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path WORK = Path.of("target/mongoose").toAbsolutePath();

    @Test
    void mongooseWorks(@TempDir Path folder) throws Exception {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "mongoose-works.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        ForeignClients.prepare(WORK, List.of("node", "--version"));
        if (!ForeignClients.succeeds(WORK, List.of("npm", "ls", "--silent"))) {
            ForeignClients.prepare(WORK, List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"));
        }
        ForeignClients.assertWorks(WORK, List.of("node", "--test", "mongoose-works.mjs"), folder.resolve("data"));
    }
}
