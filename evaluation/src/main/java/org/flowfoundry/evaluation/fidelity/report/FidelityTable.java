package org.flowfoundry.evaluation.fidelity.report;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.evaluation.fidelity.metric.Measure;

/** The table {@code fidelity}. A run replaces the rows of its domain, its synthetic flows and its day. */
public final class FidelityTable {

    public static final TableSpec TABLE = TableSpec.of(
            "fidelity",
            TableFormat.DELTA,
            "One measure of synthetic flows, or of what they are compared with",
            "UTC day of the comparison",
            List.of(
                    new ColumnSpec("kind", StringType, "What was generated: flows"),
                    new ColumnSpec(
                            "generator", StringType, "What made the synthetic flows; any = not asked for by name"),
                    new ColumnSpec("version", StringType, "The generator's version; any = not asked for by name"),
                    new ColumnSpec("run", StringType, "The run that made them; any = not asked for by name"),
                    new ColumnSpec(
                            "method",
                            StringType,
                            "Whose records: synthetic, real (against other real ones), or a baseline's name"),
                    new ColumnSpec("metric", StringType, "What was measured: docs/fidelity.md defines each"),
                    new ColumnSpec(
                            "field", StringType, "The field, rule, share or statistic that it is of; null = all"),
                    new ColumnSpec("value", DoubleType, "The measure; null where it is not defined"),
                    new ColumnSpec("seed", LongType, "What the samples were drawn by")));

    private static final String KIND = "flows";
    private static final String ANY = "any";

    private FidelityTable() {}

    /** Writes all measures of a study. */
    public static void write(Lake lake, FidelityStudy study) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("kind", KIND);
        study.origin().forEach((name, value) -> key.put(name, value == null ? ANY : value));
        List<Row> rows = new ArrayList<>();
        for (Compared one : study.compared()) {
            for (Measure measure : one.measures()) {
                rows.add(row(study, key, one.name(), measure));
            }
        }
        lake.replaceRows(
                TABLE,
                lake.spark().createDataFrame(rows, TABLE.schema()),
                new PartitionRange(
                        List.of(study.domain()),
                        study.setting().day(),
                        study.setting().day()),
                key);
    }

    private static Row row(FidelityStudy study, Map<String, String> key, String method, Measure measure) {
        return RowFactory.create(
                study.domain(),
                Date.valueOf(study.setting().day()),
                key.get("kind"),
                key.get("generator"),
                key.get("version"),
                key.get("run"),
                method,
                measure.metric().key(),
                measure.field(),
                Double.isFinite(measure.value()) ? measure.value() : null,
                study.setting().seed());
    }
}
