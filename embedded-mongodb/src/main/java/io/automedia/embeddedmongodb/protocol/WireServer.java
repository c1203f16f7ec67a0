package io.automedia.embeddedmongodb.protocol;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Listens on one address and speaks MongoDB's wire protocol. Event loops only read and write sockets;
/// commands run on a bounded pool of platform threads, because they wait for the disk inside native code.
public final class WireServer implements AutoCloseable {
    private static final int WORKERS = 64;

    private final EventLoopGroup acceptors = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("mongodb-accept", true), NioIoHandler.newFactory());
    private final EventLoopGroup eventLoops =
            new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("mongodb-io", true), NioIoHandler.newFactory());
    private final ExecutorService workers = workers();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong connectionIds = new AtomicLong();
    private final Channel listener;

    private WireServer(InetSocketAddress address, Credential credential, CommandHandler handler)
            throws InterruptedException {
        var handshake = new Handshake(new ScramServer(credential), handler, Clock.systemUTC());
        listener = new ServerBootstrap()
                .group(acceptors, eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 256)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new MessageFrames())
                                .addLast(new Connection(connectionIds.incrementAndGet(), handshake, workers));
                    }
                })
                .bind(address)
                .sync()
                .channel();
    }

    /// Starts to listen.
    /// @param address port 0 for any free one
    /// @throws io.netty.channel.ChannelException or a [java.net.BindException] when the port is taken
    public static WireServer start(InetSocketAddress address, Credential credential, CommandHandler handler)
            throws InterruptedException {
        return new WireServer(address, credential, handler);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public int openConnections() {
        return connections.size();
    }

    /// Stops accepting, closes every connection and waits for running commands for at most five seconds.
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        workers.shutdown();
        acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService workers() {
        var pool = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("mongodb-worker-", 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
