package org.flowfoundry.training.decision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4) with
 * a backtracking line search. Deterministic.
 */
final class Lbfgs {

    private static final int MEMORY = 10;
    private static final int MOST_ITERATIONS = 300;
    private static final int MOST_HALVINGS = 40;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double TOLERANCE = 1e-6;

    /** A function and its gradient. */
    interface Objective {

        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** A step and the change of the gradient over it. */
    private record Pair(double[] step, double[] change, double product) {}

    private final Objective objective;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    private Lbfgs(Objective objective) {
        this.objective = objective;
    }

    /** The point, from zero, where the largest part of the gradient is below 1e-6 of what it was at first, or about 1e-6. */
    static double[] minimise(Objective objective, int size) {
        return new Lbfgs(objective).run(size);
    }

    private double[] run(int size) {
        double[] point = new double[size];
        double[] gradient = new double[size];
        double value = objective.at(point, gradient);
        double enough = TOLERANCE * Math.max(1, largest(gradient));
        for (int i = 0; i < MOST_ITERATIONS && largest(gradient) > enough; i++) {
            double[] direction = direction(gradient);
            double slope = dot(direction, gradient);
            double length = pairs.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            double[] next = new double[size];
            double[] nextGradient = new double[size];
            double nextValue = Double.NaN;
            int halvings = 0;
            while (true) {
                for (int j = 0; j < size; j++) {
                    next[j] = point[j] + length * direction[j];
                }
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
                    break;
                }
                if (++halvings > MOST_HALVINGS) {
                    return point; // The value can't be told apart any more: rounding decides.
                }
                length /= 2;
            }
            remember(point, gradient, next, nextGradient);
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private void remember(double[] point, double[] gradient, double[] next, double[] nextGradient) {
        double[] step = difference(next, point);
        double[] change = difference(nextGradient, gradient);
        double product = dot(step, change);
        if (product <= 1e-12 * norm(step) * norm(change)) {
            return;
        }
        pairs.addLast(new Pair(step, change, product));
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    /** Minus the approximate inverse Hessian times the gradient. */
    private double[] direction(double[] gradient) {
        double[] direction = gradient.clone();
        double[] along = new double[pairs.size()];
        int i = pairs.size();
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair pair = newestFirst.next();
            along[--i] = dot(pair.step, direction) / pair.product;
            add(direction, -along[i], pair.change);
        }
        double scale =
                pairs.isEmpty() ? 1 : pairs.getLast().product / dot(pairs.getLast().change, pairs.getLast().change);
        for (int j = 0; j < direction.length; j++) {
            direction[j] *= scale;
        }
        for (Pair pair : pairs) {
            add(direction, along[i++] - dot(pair.change, direction) / pair.product, pair.step);
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
        }
        return direction;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
