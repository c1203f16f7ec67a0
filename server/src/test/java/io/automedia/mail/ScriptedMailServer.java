package io.automedia.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A mail server that refuses the recipients of `never@…` for good and those of `later@…` for now, and takes the
/// others. To who brings a mail to `rude@…` it says no farewell: it breaks the connection off.
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    ScriptedMailServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Whose mails it took.
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client.getOutputStream(), "220 here");
            boolean inMail = false;
            boolean isRude = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (inMail) {
                    inMail = !line.equals(".");
                    if (!inMail) {
                        say(client.getOutputStream(), "250 taken");
                    }
                } else if (line.equals("QUIT") && isRude) {
                    client.setSoLinger(true, 0);
                    return;
                } else {
                    isRude |= line.contains("<rude@");
                    inMail = line.equals("DATA");
                    say(client.getOutputStream(), answer(line));
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private String answer(String line) {
        if (line.startsWith("RCPT")) {
            if (line.contains("<never@")) {
                return "550 5.1.1 no such person";
            }
            if (line.contains("<later@")) {
                return "451 4.7.1 come back later";
            }
            taken.add(line.replaceFirst(".*<(.*)>.*", "$1"));
        }
        return line.equals("DATA") ? "354 go on" : "250 ok";
    }

    private static void say(OutputStream client, String line) throws IOException {
        client.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
