package io.automedia.benchmarks.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.concurrent.CountDownLatch;

/// mongo-java-server on a file of H2's, as a process of its own: what there was for the JVM before.
final class H2Server {
    private H2Server() {}

    public static void main(String[] arguments) throws InterruptedException {
        MongoServer server = new MongoServer(new H2Backend(arguments[0] + "/posts.mv"));
        int port = server.bind().getPort();
        System.out.println("ready on 127.0.0.1:" + port + ";");
        new CountDownLatch(1).await();
    }
}
