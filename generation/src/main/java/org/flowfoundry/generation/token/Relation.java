package org.flowfoundry.generation.token;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How a field's number may follow from those of earlier fields: {@code sign * form(first, second) + offset}, or times a
 * factor. A number that follows is a token of its own, so that what exporters compute from each other stays so.
 *
 * @param first number of a field
 * @param second number of a field; {@code first} again where the form has one operand
 * @param sign 1 or -1
 * @param offset that is added; of {@link Form#TIMES} the factor
 */
public record Relation(Form form, int first, int second, int sign, double offset) implements Serializable {

    private static final double MOST_TIMES = 65_535;

    /** What is computed. */
    public enum Form {
        SAME,
        SUM,
        DIFFERENCE,
        GREATER,
        /** Of the bits of two whole numbers, as of TCP flags. */
        UNION,
        /** All but the lowest eight bits, as the type in a type and code of ICMP. */
        UPPER_BYTE,
        /** So many times a number, as the bytes of packets that are all as long. */
        TIMES;

        boolean isOfOne() {
            return this == SAME || this == UPPER_BYTE || this == TIMES;
        }
    }

    public Relation {
        if (form == null || first < 0 || second < 0 || Math.abs(sign) != 1 || Double.isNaN(offset)) {
            throw new IllegalArgumentException("a relation needs a form, fields, a sign of 1 or -1 and an offset");
        }
    }

    /** The number that follows; NaN where one that it follows from is absent. */
    double of(double a, double b) {
        return form == Form.TIMES ? a * offset : base(a, b) + offset;
    }

    /** What the offset is added to, or the factor multiplied with. */
    double base(double a, double b) {
        return sign * formed(a, b);
    }

    /** The offset that would give a number; NaN where none would. */
    double offsetTo(double value, double base) {
        if (form != Form.TIMES) {
            return value - base;
        }
        double factor = value / base;
        return factor == Math.rint(factor) && Math.abs(factor) >= 2 && Math.abs(factor) <= MOST_TIMES
                ? factor
                : Double.NaN;
    }

    private double formed(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.NaN;
        }
        return switch (form) {
            case SAME, TIMES -> a;
            case SUM -> a + b;
            case DIFFERENCE -> a - b;
            case GREATER -> Math.max(a, b);
            case UNION -> (long) a | (long) b;
            case UPPER_BYTE -> Math.floor(a / 256);
        };
    }

    /** Of the rows of columns. */
    double[] of(double[][] columns, int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> of(columns[first][row], columns[second][row]))
                .toArray();
    }

    /** The bases of the rows of columns. */
    double[] bases(double[][] columns, int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> base(columns[first][row], columns[second][row]))
                .toArray();
    }
}
