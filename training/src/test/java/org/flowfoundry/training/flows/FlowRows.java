package org.flowfoundry.training.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.IngestTables;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of the table {@code flows} without Spark: given by name, all other columns null; dotted names are attributes. */
public final class FlowRows {

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();

    private final List<Map<String, Object>> flows = new ArrayList<>();

    public FlowRows add(Object... namesAndValues) {
        Map<String, Object> flow = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            flow.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        flow.putIfAbsent("source_file", "sample");
        flow.putIfAbsent("source_record", (long) flows.size());
        flow.putIfAbsent("domain", "lab");
        flows.add(flow);
        return this;
    }

    public List<Row> rows() {
        return flows.stream().map(FlowRows::row).toList();
    }

    /** The rows as Spark takes them to make a data set of. */
    List<Row> plainRows() {
        return flows.stream().map(flow -> RowFactory.create(values(flow))).toList();
    }

    private static Row row(Map<String, Object> flow) {
        return new GenericRowWithSchema(values(flow), SCHEMA);
    }

    private static Object[] values(Map<String, Object> flow) {
        Map<String, String> attributes = new HashMap<>();
        flow.forEach((name, value) -> {
            if (name.startsWith(FlowValues.ATTRIBUTE)) {
                attributes.put(name.substring(FlowValues.ATTRIBUTE.length()), (String) value);
            }
        });
        Object[] values = new Object[SCHEMA.length()];
        for (StructField field : SCHEMA.fields()) {
            values[SCHEMA.fieldIndex(field.name())] = field.name().equals("attributes")
                    ? CollectionConverters.asScala(attributes)
                    : flow.get(field.name());
        }
        return values;
    }
}
