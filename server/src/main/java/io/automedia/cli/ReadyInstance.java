package io.automedia.cli;

import io.automedia.storage.DataFolder;
import io.automedia.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/// Tells people and the command line that this instance is ready.
@Component
final class ReadyInstance implements DisposableBean {
    private final DataFolder folder;
    private final Stores stores;
    private final WebServerApplicationContext context;

    ReadyInstance(DataFolder folder, Stores stores, WebServerApplicationContext context) {
        this.folder = folder;
        this.stores = stores;
        this.context = context;
    }

    String url() {
        WebServer server = Objects.requireNonNull(context.getWebServer(), "the web server has started");
        return "http://localhost:" + server.getPort();
    }

    Instance describe() {
        return new Instance(url(), ProcessHandle.current().pid(), "", stores.mongodbUri(), stores.redisUri());
    }

    /// Writes `instance.json` and prints the line that says where to go.
    void announce() {
        folder.writePrivately(Instance.FILE, describe().toJson());
        System.out.println("AutoMedia is ready at " + url());
        System.out.flush();
    }

    @Override
    public void destroy() throws IOException {
        Files.deleteIfExists(folder.path().resolve(Instance.FILE));
    }
}
