package org.flowfoundry.training.benchmark;

import java.util.Map;
import java.util.TreeMap;

/** A benchmark's options, {@code --name value}; those not given have their defaults. */
record Arguments(Map<String, String> values) {

    /**
     * Reads options.
     *
     * @param common names and defaults; an option with an empty default must be given
     * @param own names and defaults one after the other
     */
    static Arguments of(String[] args, String[][] common, String... own) {
        Map<String, String> defaults = new TreeMap<>();
        for (String[] option : common) {
            defaults.put(option[0], option[1]);
        }
        for (int i = 0; i < own.length; i += 2) {
            defaults.put(own[i], own[i + 1]);
        }
        Map<String, String> values = new TreeMap<>(defaults);
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || !defaults.containsKey(args[i].substring(2)) || i + 1 == args.length) {
                throw usage("'" + args[i] + "' is no option, or lacks its value", defaults);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                throw usage("--" + name + " is needed", defaults);
            }
        });
        return new Arguments(values);
    }

    private static IllegalArgumentException usage(String problem, Map<String, String> defaults) {
        StringBuilder known = new StringBuilder();
        defaults.forEach(
                (name, value) -> known.append(" --").append(name).append(' ').append(value));
        return new IllegalArgumentException(problem + ". Options with their defaults:" + known);
    }

    String text(String name) {
        return values.get(name);
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    boolean has(String name, String word) {
        return (',' + text(name) + ',').contains(',' + word + ',');
    }
}
