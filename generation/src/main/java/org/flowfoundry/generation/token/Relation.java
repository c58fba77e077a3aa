package org.flowfoundry.generation.token;

import java.io.Serializable;

/**
 * How a field's number may follow from those of earlier fields: {@code sign * form(first, second) + offset}. A number that
 * follows is a token of its own, so that what exporters compute from each other stays so.
 *
 * @param first number of a field
 * @param second number of a field; {@code first} again where the form has one operand
 * @param sign 1 or -1
 */
public record Relation(Form form, int first, int second, int sign, double offset) implements Serializable {

    /** What is computed. */
    public enum Form {
        SAME,
        SUM,
        DIFFERENCE,
        GREATER,
        /** Of the bits of two whole numbers, as of TCP flags. */
        UNION,
        /** All but the lowest eight bits, as the type in a type and code of ICMP. */
        UPPER_BYTE;

        boolean isOfOne() {
            return this == SAME || this == UPPER_BYTE;
        }
    }

    public Relation {
        if (form == null || first < 0 || second < 0 || Math.abs(sign) != 1 || Double.isNaN(offset)) {
            throw new IllegalArgumentException("a relation needs a form, fields, a sign of 1 or -1 and an offset");
        }
    }

    /** The number that follows; NaN where one that it follows from is absent. */
    double of(double a, double b) {
        return sign * formed(a, b) + offset;
    }

    private double formed(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.NaN;
        }
        return switch (form) {
            case SAME -> a;
            case SUM -> a + b;
            case DIFFERENCE -> a - b;
            case GREATER -> Math.max(a, b);
            case UNION -> (long) a | (long) b;
            case UPPER_BYTE -> Math.floor(a / 256);
        };
    }

    /** Of the rows of columns. */
    double[] of(double[][] columns, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = of(columns[first][rows[i]], columns[second][rows[i]]);
        }
        return values;
    }
}
