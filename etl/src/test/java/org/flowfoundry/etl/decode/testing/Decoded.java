package org.flowfoundry.etl.decode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.compression.Decompression;

/** All that decoding some splits of a file gave, in their order. */
public record Decoded(List<DecodedFlow> rows, List<Quarantined> quarantined) {

    private static final int BATCH_ROWS = 1000;

    /**
     * A call of {@link Quarantine#add}.
     *
     * @param raw a character a byte
     */
    public record Quarantined(long record, long offset, String reason, String raw) {}

    public static Decoded nothing() {
        return new Decoded(new ArrayList<>(), new ArrayList<>());
    }

    /** The file as one split, without a survey. */
    public static Decoded whole(FlowFormat format, ByteSource source) {
        return of(format, source, Survey.WHOLE, BATCH_ROWS);
    }

    /** The splits that the format's survey makes, each decoded on its own. */
    public static Decoded inSplits(FlowFormat format, ByteSource source, long splitBytes) {
        return inSplits(format, source, splitBytes, BATCH_ROWS);
    }

    /** The file decoded the way ingest does: decompressed, whatever is damaged, in one split. */
    public static Decoded ingested(FlowFormat format, ByteSource file) {
        return ingested(format, file, Long.MAX_VALUE, BATCH_ROWS);
    }

    public static Decoded ingested(FlowFormat format, ByteSource file, long splitBytes, int batchRows) {
        try {
            return inSplits(new DamageTolerantFormat(format), Decompression.of(file), splitBytes, batchRows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Decoded inSplits(FlowFormat format, ByteSource source, long splitBytes, int batchRows) {
        try {
            return of(format, source, format.survey(source, splitBytes), batchRows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The survey's splits, decoded with its knowledge. */
    public static Decoded of(FlowFormat format, ByteSource source, Survey survey) {
        return of(format, source, survey, BATCH_ROWS);
    }

    private static Decoded of(FlowFormat format, ByteSource source, Survey survey, int batchRows) {
        Decoded decoded = nothing();
        for (Split split : survey.splits()) {
            decoded.add(format, source, split, survey.knowledge(), batchRows);
        }
        return decoded;
    }

    /** Adds what a split gives, and returns what its reader counted. */
    public DecodeCounts add(FlowFormat format, ByteSource source, Split split, Knowledge knowledge, int batchRows) {
        int before = quarantined.size();
        DecodeCounts counts = eachBatch(
                format,
                new DecodeRequest(source, split, knowledge, this::quarantine),
                new FlowBatch(batchRows),
                this::collect);
        if (counts.quarantined() != quarantined.size() - before) {
            throw new AssertionError(
                    "The reader counts " + counts + " and quarantined " + (quarantined.size() - before));
        }
        return counts;
    }

    private void collect(FlowBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(DecodedFlow.of(batch, row));
        }
    }

    private void quarantine(long record, long offset, String reason, byte[] raw, int rawOffset, int rawLength) {
        if (rawOffset < 0 || rawLength < 0 || rawOffset + rawLength > raw.length) {
            throw new AssertionError("Raw bytes out of bounds: " + reason);
        }
        String text = new String(raw, rawOffset, rawLength, StandardCharsets.ISO_8859_1);
        quarantined.add(new Quarantined(record, offset, reason, text));
    }

    /** Shows each batch of a split, and returns what the reader counted in the end. */
    public static DecodeCounts eachBatch(
            FlowFormat format, DecodeRequest request, FlowBatch batch, Consumer<FlowBatch> batches) {
        try (FlowReader reader = format.open(request)) {
            while (reader.read(batch)) {
                batches.accept(batch);
            }
            return reader.counts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of a column, nulls left out. */
    public long sum(String column) {
        return rows.stream()
                .filter(row -> row.containsKey(column))
                .mapToLong(row -> row.number(column))
                .sum();
    }

    /** Why records were quarantined, one by one. */
    public List<String> reasons() {
        return quarantined.stream().map(Quarantined::reason).toList();
    }
}
