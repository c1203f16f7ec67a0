package io.automedia.embeddedmongodb.language;

import java.util.Iterator;
import java.util.function.Function;

/// An iterator whose items are made of another's, one by one.
record Mapped<F, T>(Iterator<F> from, Function<F, T> function) implements Iterator<T> {
    @Override
    public boolean hasNext() {
        return from.hasNext();
    }

    @Override
    public T next() {
        return function.apply(from.next());
    }
}
