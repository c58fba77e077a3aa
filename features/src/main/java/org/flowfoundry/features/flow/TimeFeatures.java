package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** When a flow began and how long it lasted. */
final class TimeFeatures {

    private static final int DAY_SECONDS = 86_400;

    /** Seconds; null where the source gives no duration, or one below zero (see quality_flags). */
    static final Column DURATION =
            when(col("duration_ms").geq(0), col("duration_ms").divide(lit(1000.0)));

    static final List<FlowFeature> ALL = List.of(
            FlowFeature.real("duration_s", DURATION, "duration_ms / 1000, seconds; null if below 0"),
            FlowFeature.real("log1p_duration_s", log1p(DURATION), "ln(1 + duration_s)"),
            FlowFeature.integer(
                    "second_of_day",
                    pmod(unix_seconds(col("flow_start")), lit(DAY_SECONDS)),
                    "Seconds from 00:00 UTC to flow_start, 0 to 86399"),
            FlowFeature.integer("day_of_week", weekday(col("flow_start")), "UTC day of flow_start, 0 = Monday to 6"));

    private TimeFeatures() {}
}
