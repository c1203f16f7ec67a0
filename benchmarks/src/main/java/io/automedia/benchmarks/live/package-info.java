/// How soon a post that is sent over the API is seen, understood and matched, by whoever listens: sends posts to a
/// running instance at a steady rate and waits for them at its WebSocket.
@NullMarked
package io.automedia.benchmarks.live;

import org.jspecify.annotations.NullMarked;
