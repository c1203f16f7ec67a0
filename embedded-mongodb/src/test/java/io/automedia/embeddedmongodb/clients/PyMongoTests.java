package io.automedia.embeddedmongodb.clients;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyMongoTests {
    private static final Path SCRIPT =
            Path.of("src/test/python/pymongo_works.py").toAbsolutePath();
    private static final Path WORK = Path.of("target/pymongo").toAbsolutePath();

    @Test
    void pyMongoWorks(@TempDir Path folder) throws Exception {
        ForeignClients.assertWorks(WORK, List.of(python(), SCRIPT.toString()), folder.resolve("data"));
    }

    /// One that knows PyMongo: that of the machine, else one of our own.
    private static String python() throws Exception {
        List<String> knows = List.of("-c", "import gridfs, pymongo; assert pymongo.version_tuple >= (4, 9)");
        for (String python : List.of("python3", WORK.resolve("bin/python").toString())) {
            if (ForeignClients.succeeds(WORK, List.of(python, knows.get(0), knows.get(1)))) {
                return python;
            }
        }
        ForeignClients.prepare(WORK, List.of("python3", "-m", "venv", WORK.toString()));
        String own = WORK.resolve("bin/python").toString();
        ForeignClients.prepare(WORK, List.of(own, "-m", "pip", "install", "--quiet", "pymongo==4.20.1"));
        return own;
    }
}
