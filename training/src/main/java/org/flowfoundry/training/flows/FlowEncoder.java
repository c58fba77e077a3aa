package org.flowfoundry.training.flows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.TrainingErrors;

/**
 * What a model sees of a domain's flows: native fields as numbers, NaN where a flow has none. Amounts are mid-rank normal
 * scores of the flows it was fitted to, names are columns of 0 and 1. It is JSON, and each domain has its own.
 *
 * @param fields in the order of their columns
 */
public record FlowEncoder(List<FlowField> fields) implements Serializable {

    /** The columns of {@code flows} that are read. */
    public static final List<String> COLUMNS = List.of(
            "duration_ms",
            "source_port",
            "destination_port",
            "protocol",
            "icmp_type",
            "icmp_code",
            "packets",
            "bytes",
            "reverse_packets",
            "reverse_bytes",
            "reverse_tcp_flags",
            "tcp_flags",
            "tos",
            "application",
            "attributes");

    /** Flows that it is fitted to, drawn from all: their fields and quantiles are those of all, but for the rarest. */
    public static final int SAMPLE = 20_000;

    private static final String ATTRIBUTE = FlowValues.ATTRIBUTE;

    public FlowEncoder {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        if (fields.isEmpty() || !fields.stream().allMatch(field -> names.add(field.name()))) {
            throw new IllegalArgumentException("an encoder of flows needs fields, each of its own name");
        }
        for (FlowField field : fields) {
            requireKnown(field);
        }
    }

    private static void requireKnown(FlowField field) {
        String name = field.name();
        boolean known;
        if (name.startsWith(ATTRIBUTE)) {
            known = true;
        } else if (field instanceof FlowField.Amount) {
            known = FlowValues.NUMBERS.containsKey(name);
        } else {
            known = field instanceof FlowField.Nominal
                    ? FlowValues.NAMES.containsKey(name)
                    : FlowValues.FLAGS.contains(name);
        }
        if (!known) {
            throw new IllegalArgumentException("there is no field " + name + " of flows");
        }
    }

    /**
     * Fits an encoder to flows, in one pass over them, of which at most {@link #SAMPLE} rows reach the driver.
     *
     * @param flows rows of one domain of the table {@code flows}; labels are not looked at
     * @param withheld fields that are not to be seen, beside those that never are: {@code application},
     *     {@code attributes.NAME}
     * @param seed draws the rows
     */
    public static FlowEncoder fit(Dataset<Row> flows, Set<String> withheld, long seed) {
        Column place = xxhash64(lit(seed), col("source_file"), col("source_record"));
        Column[] columns = COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
        return fit(
                flows.orderBy(place, col("source_file"), col("source_record"))
                        .limit(SAMPLE)
                        .select(columns)
                        .collectAsList(),
                withheld);
    }

    /** Fits an encoder to rows with {@link #COLUMNS}. */
    public static FlowEncoder fit(List<Row> sample, Set<String> withheld) {
        List<FlowValues> values = sample.stream().map(FlowValues::new).toList();
        List<FlowField> fields = new FieldFit(values, withheld).fields();
        if (fields.isEmpty()) {
            throw TrainingErrors.flowsTellNothing(sample.size());
        }
        return new FlowEncoder(fields);
    }

    /** The number of columns. */
    @JsonIgnore
    public int width() {
        return fields.stream().mapToInt(FlowField::width).sum();
    }

    /**
     * Encodes a flow.
     *
     * @param flow with {@link #COLUMNS}
     * @param values takes {@link #width} numbers from {@code offset} on; NaN = absent
     */
    public void encode(Row flow, float[] values, int offset) {
        FlowValues read = new FlowValues(flow);
        int at = offset;
        for (FlowField field : fields) {
            field.encode(read, values, at);
            at += field.width();
        }
    }

    /** (width): names of the columns, which say the same in encoders of other domains. */
    public List<String> columns() {
        return fields.stream().flatMap(field -> field.columns().stream()).toList();
    }

    /** (width): whether each column is 0 or 1, and not a normal score. */
    public boolean[] binaryColumns() {
        boolean[] binary = new boolean[width()];
        int at = 0;
        for (FlowField field : fields) {
            Arrays.fill(binary, at, at + field.width(), field.isBinary());
            at += field.width();
        }
        return binary;
    }
}
