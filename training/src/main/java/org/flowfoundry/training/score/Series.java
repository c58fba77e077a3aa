package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesTable;

/**
 * The host windows that a model is to read: those of a range, and those of the day before as the hosts' history.
 *
 * @param rows domain, date, host, window_start and the model's features
 * @param partitions to put the hosts into, for pieces of work that are worth their start
 */
record Series(Dataset<Row> rows, int partitions) {

    private static final long WINDOWS_PER_PARTITION = 50_000;

    /** Opens them, and makes sure that the model can read them. */
    static Series open(Lake lake, PartitionRange range, LoadedModel model) {
        List<SeriesFeature> features = model.features();
        SeriesTable asked = SeriesTable.open(lake, range, features);
        asked.check(model.encoder());
        SeriesTable table = asked;
        LocalDate from = range.from();
        if (from != null) {
            PartitionRange withDayBefore = new PartitionRange(range.domains(), from.minusDays(1), range.to());
            table = SeriesTable.open(lake, withDayBefore, features);
            table.check(model.encoder());
        }
        Stream<String> keys = Stream.of("domain", "date", "host", "window_start");
        Stream<String> columns = Stream.concat(keys, features.stream().map(SeriesFeature::column));
        return new Series(
                table.rows().select(columns.map(name -> col(name)).toArray(Column[]::new)), partitions(table));
    }

    private static int partitions(SeriesTable table) {
        int cores = table.rows().sparkSession().sparkContext().defaultParallelism();
        return (int) Math.max(cores, Math.min(table.windows() / WINDOWS_PER_PARTITION, 100_000));
    }
}
