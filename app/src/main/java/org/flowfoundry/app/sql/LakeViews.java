package org.flowfoundry.app.sql;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.evaluation.fidelity.report.FidelityTable;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.features.flow.FlowFeatures;
import org.flowfoundry.features.graph.GraphTables;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.generation.series.SeriesTables;
import org.flowfoundry.training.pretrain.TrainingRounds;
import org.flowfoundry.training.score.ScoreTables;

/** The tables of a lake as views of its session, each by its own name. */
public final class LakeViews {

    /** Every table that some command writes. */
    static final List<TableSpec> TABLES = List.of(
            IngestTables.FLOWS,
            IngestTables.QUARANTINE,
            IngestTables.INGESTED_FILES,
            FlowFeatures.TABLE,
            HostSeries.TABLE,
            GraphTables.VERTICES,
            GraphTables.EDGES,
            GraphTables.DEGREES,
            GraphTables.COMPONENTS,
            GraphTables.PAGERANK,
            GraphTables.COMMUNITIES,
            GraphTables.MOTIFS,
            TrainingRounds.TABLE,
            ScoreTables.SCORES,
            ScoreTables.FORECASTS,
            EvaluationsTable.TABLE,
            SyntheticTables.FLOWS,
            SeriesTables.SERIES,
            SeriesTables.SYNTHETIC,
            FidelityTable.TABLE);

    private LakeViews() {}

    /**
     * Makes a view of every table that the lake holds.
     *
     * @throws UserException where it holds none
     */
    public static void register(Lake lake) {
        List<String> names = new ArrayList<>();
        for (TableSpec table : TABLES) {
            if (lake.exists(table)) {
                lake.read(table).createOrReplaceTempView(table.name());
                names.add(table.name());
            }
        }
        if (names.isEmpty()) {
            throw new UserException("The lake '" + lake.uri()
                    + "' holds no table yet. Run 'flowfoundry ingest' first, or give another --lake.");
        }
    }
}
