package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Data;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.training.data.DataDigest;
import org.flowfoundry.training.data.ShardStore;
import org.flowfoundry.training.data.ShardWriter;

/**
 * From {@code series} to shards that workers read, in the lake's own folder: of each series its shape (number of the class,
 * length) and its values, channel after channel. What is there already for the same series is used again. Series that are the same
 * are in the same part. Costs a pass over the series and a shuffle.
 */
final class SeriesShards {

    private static final int FORMAT = 1;

    private static final int SHARES = 1_000_000;

    private final Lake lake;
    private final Dataset<Row> series;
    private final SeriesDescription description;
    private final Data data;
    private final int shards;

    /** @param series rows of {@link SeriesTables#SERIES} */
    SeriesShards(Lake lake, Dataset<Row> series, SeriesDescription description, Data data, int shards) {
        this.lake = lake;
        this.series = series;
        this.description = description;
        this.data = data;
        this.shards = shards;
    }

    TokenShards run(Progress progress) {
        String version = version();
        ShardStore<TokenShards> store = new ShardStore<>(lake, "series", version, TokenShards.class);
        TokenShards there = store.find();
        if (there != null) {
            progress.note("Training data " + version + " is there already");
            return there;
        }
        progress.stage("Writing training data");
        Path folder = store.begin(UUID.randomUUID().toString());
        try {
            TokenShards made = new TokenShards(version, size(), part("training", folder), part("validation", folder));
            return store.finish(made, folder);
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        } finally {
            store.deleteUnfinished(folder);
        }
    }

    private int size() {
        return description.channels().size() * description.steps();
    }

    /** Of what the series are, not of when they were written: the job writes them again each time. */
    private String version() {
        Row digest =
                series.agg(count(lit(1)), sum(pmod(hash(0), lit(1L << 24)))).head();
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("format", FORMAT);
        parts.put("series", digest.getLong(0));
        parts.put("hashes", digest.get(1));
        parts.put("labels", description.labels());
        parts.put("validation", data.validation());
        parts.put("seed", data.seed());
        parts.put("shards", shards);
        return DataDigest.of(parts);
    }

    private static Column hash(long seed) {
        return xxhash64(lit(seed), col("label"), col("values"));
    }

    private TokenShards.Part part(String name, Path folder) {
        Column isValidation = pmod(hash(data.seed() ^ 0x5bd1e995L), lit(SHARES))
                .lt(lit((int) Math.round(SHARES * data.validation())));
        Column label = functions.array_position(
                array(description.labels().stream().map(functions::lit).toArray(Column[]::new)), col("label"));
        Dataset<Row> rows = series.where(name.equals("validation") ? isValidation : functions.not(isValidation))
                .select(
                        hash(data.seed()).as("place"),
                        array(label.cast("int").minus(lit(1)), col("length")).as("shape"),
                        flatten(col("values")).as("values"))
                .withColumn("shard", pmod(col("place"), lit(shards)).cast("int"));
        String target = new Path(folder, name).toString();
        ShardWriter.write(rows, shards, Double.BYTES * (2 + size()), target);
        return counted(folder, name);
    }

    private TokenShards.Part counted(Path folder, String name) {
        List<Long> rows = new ArrayList<>(Collections.nCopies(shards, 0L));
        lake.spark()
                .read()
                .schema("place long, shard int")
                .parquet(new Path(folder, name).toString())
                .groupBy("shard")
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(shard -> rows.set(shard.getInt(0), shard.getLong(1)));
        return new TokenShards.Part(folder.getName() + "/" + name, rows);
    }
}
