package org.flowfoundry.training.flows;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Each item of an iterator becomes some, one after the other. */
public final class FlatMapped<A, B> implements Iterator<B> {

    private final Iterator<A> items;
    private final Function<A, Iterator<B>> function;
    private Iterator<B> current = Collections.emptyIterator();

    public FlatMapped(Iterator<A> items, Function<A, Iterator<B>> function) {
        this.items = items;
        this.function = function;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && items.hasNext()) {
            current = function.apply(items.next());
        }
        return current.hasNext();
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
