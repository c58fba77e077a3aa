package org.flowfoundry.training.graph;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Streams of which one element is in memory at a time. */
public final class Iterators {

    private Iterators() {}

    /** What a function makes of the elements; those that it makes null of are left out. */
    public static <A, B> Iterator<B> mapped(Iterator<A> elements, Function<A, B> function) {
        return new Iterator<>() {
            private B next = seek();

            private B seek() {
                B found = null;
                while (found == null && elements.hasNext()) {
                    found = function.apply(elements.next());
                }
                return found;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public B next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                B found = next;
                next = seek();
                return found;
            }
        };
    }
}
