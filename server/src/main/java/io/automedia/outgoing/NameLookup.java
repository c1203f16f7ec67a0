package io.automedia.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of a host.
interface NameLookup {
    InetAddress[] addresses(String host) throws UnknownHostException;

    /// The machine's own way, which can't be interrupted and may take minutes when its servers are silent.
    static NameLookup ofTheSystem(Duration timeout) {
        return host -> {
            FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
            Thread.ofVirtual().name("lookup-", 0).start(lookup);
            try {
                return lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException(host);
            } catch (TimeoutException | ExecutionException notFound) {
                throw new UnknownHostException(host);
            }
        };
    }
}
