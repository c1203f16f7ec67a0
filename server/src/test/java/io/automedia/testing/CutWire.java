package io.automedia.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A wire to a MongoDB server that is cut at a chosen command, as when a process dies: either the
/// command does not get through any more, or its answer doesn't. What the driver asks of its own gets
/// through all the same: who uses the wire so learns at his next command that it is cut, and need not
/// wait until he has given up finding the server.
public final class CutWire implements AutoCloseable {
    private static final Set<String> OF_THE_DRIVER =
            Set.of("hello", "isMaster", "ismaster", "ping", "endSessions", "saslStart", "saslContinue", "buildInfo");
    private static final int COMMAND_NAME = 16 + 4 + 1 + 4 + 1;

    private final ServerSocket entrance;
    private final URI server;
    private volatile int cutAt;
    private volatile boolean answerOnly;
    private final List<String> seen = new ArrayList<>();
    private volatile boolean cut;

    private CutWire(URI server, int cutAt, boolean answerOnly) throws IOException {
        this.entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        this.server = server;
        this.cutAt = cutAt;
        this.answerOnly = answerOnly;
        Thread.ofVirtual().start(this::accept);
    }

    /// The wire is cut when command number `cutAt` (from 0) comes along.
    ///
    /// @param answerOnly the server still gets the command, and only its answer is lost
    public static CutWire to(String mongodbUri, int cutAt, boolean answerOnly) {
        try {
            return new CutWire(URI.create(mongodbUri), cutAt, answerOnly);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Mends the wire, and counts anew to where it is cut next: it still has the same address.
    public synchronized void again(int nextCutAt, boolean onlyAnswer) {
        cutAt = nextCutAt;
        answerOnly = onlyAnswer;
        seen.clear();
        cut = false;
    }

    /// How to connect through it.
    public String uri() {
        String credentials = server.getUserInfo() == null ? "" : server.getRawUserInfo() + "@";
        return "mongodb://" + credentials + "127.0.0.1:" + entrance.getLocalPort()
                + "/?retryReads=false&retryWrites=false&serverMonitoringMode=poll&serverSelectionTimeoutMS=120000";
    }

    /// Whether it has been cut.
    public boolean isCut() {
        return cut;
    }

    /// The commands that came along, with the one it was cut at.
    public synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> carry(client));
            }
        } catch (IOException closed) {
            cut = true;
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket target = new Socket(server.getHost(), server.getPort())) {
            DataInputStream questions = new DataInputStream(client.getInputStream());
            DataInputStream answers = new DataInputStream(target.getInputStream());
            boolean broken = false;
            while (!broken) {
                byte[] question = message(questions);
                String command = command(question);
                boolean ofTheDriver = isOfTheDriver(command);
                boolean late = cut && !ofTheDriver;
                boolean last = !ofTheDriver && !late && isCutBy(command);
                if (!late && (!last || answerOnly)) {
                    target.getOutputStream().write(question);
                    byte[] answer = message(answers);
                    if (ofTheDriver || (!last && !cut)) {
                        client.getOutputStream().write(answer);
                    }
                }
                cut |= last;
                broken = cut && !ofTheDriver;
            }
        } catch (IOException oneEndIsGone) {
            // the connection ends at both ends
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
            throw new EOFException();
        }
        byte[] message =
                new byte[ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt()];
        System.arraycopy(length, 0, message, 0, 4);
        in.readFully(message, 4, message.length - 4);
        return message;
    }

    private static boolean isOfTheDriver(String command) {
        // the first greeting is of an older form, in which another word stands there
        return command.isEmpty() || OF_THE_DRIVER.contains(command) || command.equals("$cmd");
    }

    private synchronized boolean isCutBy(String command) {
        seen.add(command);
        return seen.size() == cutAt + 1;
    }

    private static String command(byte[] message) {
        int end = COMMAND_NAME;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        return new String(message, COMMAND_NAME, end - COMMAND_NAME, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        cut = true;
        try {
            entrance.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
