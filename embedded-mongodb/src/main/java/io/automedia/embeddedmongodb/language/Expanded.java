package io.automedia.embeddedmongodb.language;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// An iterator in which each item of another becomes any number of items.
final class Expanded<F, T> implements Iterator<T> {
    private final Iterator<F> from;
    private final Function<F, Iterator<T>> function;
    private Iterator<T> current = Collections.emptyIterator();

    Expanded(Iterator<F> from, Function<F, Iterator<T>> function) {
        this.from = from;
        this.function = function;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            if (!from.hasNext()) {
                return false;
            }
            current = function.apply(from.next());
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
