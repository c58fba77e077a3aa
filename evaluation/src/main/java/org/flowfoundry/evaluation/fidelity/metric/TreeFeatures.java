package org.flowfoundry.evaluation.fidelity.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/** Records as trees see them: numbers as they are, names by how frequent they are in the training part. */
final class TreeFeatures {

    private final List<RecordField> fields = new ArrayList<>();
    private final List<Map<String, Integer>> codes = new ArrayList<>();

    /** @param left out of the features; null = none */
    TreeFeatures(RecordTable training, String leftOut) {
        for (int f = 0; f < training.fields().size(); f++) {
            RecordField field = training.fields().get(f);
            if (!field.name().equals(leftOut)) {
                fields.add(field);
                codes.add(field.isNumber() ? Map.of() : codes(training.names(f)));
            }
        }
    }

    private static Map<String, Integer> codes(String[] column) {
        Map<String, Integer> codes = new HashMap<>();
        Distributions.counts(column.length, i -> String.valueOf(column[i])).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> codes.put(entry.getKey(), codes.size()));
        return codes;
    }

    /** (rows, features): NaN where a record has no number; names not in the training part share a code. */
    float[][] of(RecordTable table) {
        float[][] rows = new float[table.rows()][fields.size()];
        for (int j = 0; j < fields.size(); j++) {
            int column = table.indexOf(fields.get(j).name());
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = fields.get(j).isNumber()
                        ? bounded(table.numbers(column)[i])
                        : codes.get(j)
                                .getOrDefault(
                                        String.valueOf(table.names(column)[i]),
                                        codes.get(j).size());
            }
        }
        return rows;
    }

    /** XGBoost refuses what is infinite as a float. */
    private static float bounded(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }
}
