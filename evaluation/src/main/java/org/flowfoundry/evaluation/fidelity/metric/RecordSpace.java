package org.flowfoundry.evaluation.fidelity.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/**
 * Where records have distances: Euclidean, of numbers on the {@link Scale} of the training part; a name that differs, or a
 * number that only one record has, adds 1 to the square.
 */
public final class RecordSpace {

    private final List<RecordField> fields;
    private final Map<RecordField, Scale> scales = new HashMap<>();
    private final Map<RecordField, Map<String, Integer>> codes = new HashMap<>();

    public RecordSpace(RecordTable training) {
        this.fields = training.fields();
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).isNumber()) {
                scales.put(fields.get(f), Scale.of(training.numbers(f)));
            } else {
                codes.put(fields.get(f), new HashMap<>());
            }
        }
    }

    /**
     * Records in the space.
     *
     * @param numbers (rows, number fields), NaN = absent
     * @param names (rows, name fields): the same code for the same name
     */
    @SuppressWarnings("ArrayRecordComponent") // computed with, never compared
    public record Points(float[][] numbers, int[][] names) {

        public int size() {
            return numbers.length;
        }
    }

    /** The first of a table's records, at most so many. */
    public Points points(RecordTable table, int most) {
        int rows = Math.min(most, table.rows());
        List<double[]> numbers = new ArrayList<>();
        List<int[]> names = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            RecordField field = fields.get(f);
            if (field.isNumber()) {
                numbers.add(scaled(table.numbers(f), scales.get(field), rows));
            } else {
                names.add(coded(table.names(f), codes.get(field), rows));
            }
        }
        float[][] numberRows = new float[rows][numbers.size()];
        int[][] nameRows = new int[rows][names.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < numbers.size(); j++) {
                numberRows[i][j] = (float) numbers.get(j)[i];
            }
            for (int j = 0; j < names.size(); j++) {
                nameRows[i][j] = names.get(j)[i];
            }
        }
        return new Points(numberRows, nameRows);
    }

    /** Squared distances of a point to a point, or more than the bound as soon as they are. */
    public static double squared(Points some, int i, Points others, int j, double bound) {
        int[] names = some.names()[i];
        int[] otherNames = others.names()[j];
        double sum = 0;
        for (int k = 0; k < names.length; k++) {
            sum += names[k] == otherNames[k] ? 0 : 1;
        }
        float[] numbers = some.numbers()[i];
        float[] otherNumbers = others.numbers()[j];
        for (int k = 0; k < numbers.length && sum <= bound; k++) {
            float difference = numbers[k] - otherNumbers[k];
            if (Float.isNaN(difference)) {
                difference = Float.isNaN(numbers[k]) == Float.isNaN(otherNumbers[k]) ? 0 : 1;
            }
            sum += difference * difference;
        }
        return sum;
    }

    private static double[] scaled(double[] values, Scale scale, int rows) {
        double[] scaled = new double[rows];
        for (int i = 0; i < rows; i++) {
            scaled[i] = scale.at(values[i]);
        }
        return scaled;
    }

    private static int[] coded(String[] names, Map<String, Integer> known, int rows) {
        int[] coded = new int[rows];
        for (int i = 0; i < rows; i++) {
            Integer code = known.get(names[i]);
            if (code == null) {
                code = known.size();
                known.put(names[i], code);
            }
            coded[i] = code;
        }
        return coded;
    }
}
