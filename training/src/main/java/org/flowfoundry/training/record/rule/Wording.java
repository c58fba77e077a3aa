package org.flowfoundry.training.record.rule;

/** Numbers in the words of rules. */
final class Wording {

    private Wording() {}

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
