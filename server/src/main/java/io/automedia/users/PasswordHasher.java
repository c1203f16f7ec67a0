package io.automedia.users;

import io.automedia.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.stereotype.Component;

/// Hashes passwords with bcrypt. Since bcrypt reads only 72 bytes, longer ones are hashed with SHA-256
/// first. A check costs a quarter of a second of computing on purpose, so it runs on a few threads of
/// its own and leaves the others to everybody else. When too many wait for them, further ones are refused
/// at once.
@Component
final class PasswordHasher implements DisposableBean {
    private static final int READ_BY_BCRYPT = 72;

    /// For each thread: a quarter of a minute of work.
    private static final int MOST_WAITING = 64;

    private final BCryptPasswordEncoder bcrypt;
    private final ExecutorService threads;
    private final String hashOfNobody;

    PasswordHasher(UsersProperties properties) {
        this.bcrypt = new BCryptPasswordEncoder(BCryptVersion.$2B, properties.passwordCost());
        int size = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING * size),
                Thread.ofPlatform().daemon().name("passwords-", 0).factory());
        // any well-formed hash does: what counts is that comparing with it takes as long
        this.hashOfNobody =
                "$2b$%02d$".formatted(properties.passwordCost()) + "abcdefghijklmnopqrstuu" + "a".repeat(31);
    }

    String hash(String password) {
        return compute(() -> bcrypt.encode(within72Bytes(password)));
    }

    /// Whether it is the password of this hash. Without a hash the answer is no, and takes as long.
    boolean matches(String password, @Nullable String hash) {
        boolean same = compute(() -> bcrypt.matches(within72Bytes(password), hash == null ? hashOfNobody : hash));
        return same && hash != null;
    }

    private <T> T compute(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw new Problem.Unavailable("Too many people sign in at this moment: try again in a minute.").exception();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hashing a password", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A password could not be hashed", failed.getCause());
        }
    }

    private static String within72Bytes(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= READ_BY_BCRYPT) {
            return password;
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("This Java has no SHA-256.", cause);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
