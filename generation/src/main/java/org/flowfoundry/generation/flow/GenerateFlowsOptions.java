package org.flowfoundry.generation.flow;

import java.time.LocalDate;
import java.util.Map;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.SamplingPlan;

/**
 * What {@code generate --kind flows} makes.
 *
 * @param lake folder or URI of the lake
 * @param generator the model: {@code name} or {@code name:v3}
 * @param rows how many
 * @param as domain that the rows are filed under; null = the generator's
 * @param from first day; null = the first that the generator learned
 * @param to last day (inclusive); null = the last that the generator learned
 * @param conditions values by the names of fields
 * @param balance name of a field all of whose values are to come equally often; null = none
 * @param novel whether records that were learned from are drawn again
 * @param plan how rows are sampled
 * @param seed draws everything: the same seed gives the same rows
 */
public record GenerateFlowsOptions(
        String lake,
        String generator,
        long rows,
        String as,
        LocalDate from,
        LocalDate to,
        Map<String, String> conditions,
        String balance,
        boolean novel,
        SamplingPlan plan,
        long seed) {

    private static final long MOST_ROWS = 1_000_000_000_000L;

    public GenerateFlowsOptions {
        conditions = Map.copyOf(conditions);
        if (rows < 1 || rows > MOST_ROWS) {
            throw GenerationErrors.badSetting("rows", Long.toString(rows), "it must be 1 to " + MOST_ROWS);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw GenerationErrors.badSetting("date", from + ".." + to, "the first day is after the last");
        }
    }
}
