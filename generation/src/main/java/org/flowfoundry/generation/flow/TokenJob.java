package org.flowfoundry.generation.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.shard.TokenRow;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.data.DataDigest;
import org.flowfoundry.training.data.ShardStore;
import org.flowfoundry.training.data.ShardWriter;
import org.flowfoundry.training.record.RecordReader;
import org.flowfoundry.training.record.RecordTable;

/**
 * From {@code flows} to shards of tokens, in the lake's own folder. What is there already for the same flows, codec and split is
 * used again. Costs a pass over the flows and a shuffle of their tokens.
 */
final class TokenJob {

    private static final int FORMAT = 3;
    private static final int LEAST_RECORDS = 50;
    private static final int ROWS_AT_ONCE = 4096;

    private final Lake lake;
    private final FlowRecords flows;
    private final FlowPart.Rule rule;
    private final Counting counting;
    private final RecordCodec codec;
    private final ClassRepeats repeats;
    private final int shards;

    TokenJob(
            Lake lake,
            FlowRecords flows,
            FlowPart.Rule rule,
            Counting counting,
            RecordCodec codec,
            ClassRepeats repeats,
            int shards) {
        this.lake = lake;
        this.flows = flows;
        this.rule = rule;
        this.counting = counting;
        this.codec = codec;
        this.repeats = repeats;
        this.shards = shards;
    }

    TokenShards run(Progress progress) {
        String version = version();
        ShardStore<TokenShards> store = new ShardStore<>(lake, "tokens", version, TokenShards.class);
        TokenShards there = store.find();
        if (there != null) {
            progress.note("Training data " + version + " is there already");
            return there;
        }
        progress.stage("encoding flows");
        Path folder = store.begin(UUID.randomUUID().toString());
        try {
            Dataset<Row> rows = rows();
            TokenShards made = new TokenShards(
                    version,
                    codec.slotSizes().length,
                    part(repeats.of(rows), FlowPart.TRAINING, folder),
                    part(rows, FlowPart.VALIDATION, folder));
            return store.finish(made, folder);
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        } finally {
            store.deleteUnfinished(folder);
        }
    }

    private String version() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("format", FORMAT);
        parts.put("flows", flows.version());
        parts.put("codec", codec);
        parts.put("split", rule);
        parts.put("counting", counting);
        parts.put("repeats", repeats);
        parts.put("shards", shards);
        return DataDigest.of(parts);
    }

    private Dataset<Row> rows() {
        Dataset<Row> rows = flows.rows()
                .mapPartitions(encoding(rule, counting, codec, shards), Encoders.bean(TokenRow.class))
                .toDF();
        if (counting == Counting.ALL) {
            return rows.drop("lineage");
        }
        // Which of those that are the same is kept decides what hosts and hour it has: always the same one.
        return rows.groupBy("place", "shard")
                .agg(min_by(struct("part", "tokens"), col("lineage")).as("first"))
                .select(col("place"), col("shard"), col("first.part"), col("first.tokens"));
    }

    /** Of arguments only: what goes to the executors. */
    private static MapPartitionsFunction<Row, TokenRow> encoding(
            FlowPart.Rule rule, Counting counting, RecordCodec codec, int shards) {
        return rows -> new Iterator<>() {
            private List<TokenRow> ready = List.of();
            private int next;

            @Override
            public boolean hasNext() {
                while (next == ready.size() && rows.hasNext()) {
                    ready = encoded(rows, rule, counting, codec, shards);
                    next = 0;
                }
                return next < ready.size();
            }

            @Override
            public TokenRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.get(next++);
            }
        };
    }

    private static List<TokenRow> encoded(
            Iterator<Row> rows, FlowPart.Rule rule, Counting counting, RecordCodec codec, int shards) {
        List<Row> kept = new ArrayList<>();
        List<FlowPart> parts = new ArrayList<>();
        while (rows.hasNext() && kept.size() < ROWS_AT_ONCE) {
            Row row = rows.next();
            FlowPart part = rule.of(row);
            if (part != FlowPart.HELD_OUT) {
                kept.add(row);
                parts.add(part);
            }
        }
        RecordTable table = RecordReader.table(kept, codec.recordFields());
        int[][] tokens = codec.encode(table);
        RecordTable told = table.without(FlowRecords.PLACE_NAMES);
        List<TokenRow> encoded = new ArrayList<>(kept.size());
        for (int i = 0; i < tokens.length; i++) {
            // Of distinct records the same have the same place; of all, one that is frequent must not fill one shard.
            long lineage = digest(lineage(kept.get(i)));
            long place = counting == Counting.DISTINCT ? digest(told.text(i)) : lineage;
            int shard = (int) Math.floorMod(place, (long) shards);
            encoded.add(new TokenRow(name(parts.get(i)), shard, place, lineage, tokens[i]));
        }
        return encoded;
    }

    private static String lineage(Row row) {
        return row.getAs("source_file") + "\n" + row.getAs("source_record");
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    private TokenShards.Part part(Dataset<Row> all, FlowPart part, Path folder) {
        String target = new Path(folder, name(part)).toString();
        Dataset<Row> rows = all.where(col("part").equalTo(name(part))).drop("part");
        ShardWriter.write(rows, shards, Integer.BYTES * codec.slotSizes().length, target);
        TokenShards.Part made = counted(target);
        long needed = part == FlowPart.TRAINING ? LEAST_RECORDS : 1;
        if (made.allRows() < needed) {
            throw GenerationErrors.tooFewRecords(flows.domain(), made.allRows(), needed);
        }
        return made;
    }

    private TokenShards.Part counted(String target) {
        List<Long> rows = new ArrayList<>(Collections.nCopies(shards, 0L));
        lake.spark()
                .read()
                .schema("place long, shard int")
                .parquet(target)
                .groupBy("shard")
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(shard -> rows.set(shard.getInt(0), shard.getLong(1)));
        Path folder = new Path(target);
        return new TokenShards.Part(folder.getParent().getName() + "/" + folder.getName(), rows);
    }

    private static String name(FlowPart part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
