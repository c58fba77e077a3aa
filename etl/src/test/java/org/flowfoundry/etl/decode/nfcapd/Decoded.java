package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;

/**
 * All that decoding some splits of a file gives.
 *
 * @param flows each as its column names and values, null ones left out
 */
record Decoded(List<Map<String, Object>> flows, List<Quarantined> quarantined) {

    record Quarantined(long record, long offset, String reason, int rawLength) {}

    /** The whole file as one split, in batches of a capacity that leaves rests. */
    static Decoded whole(ByteSource source) {
        return splits(source, Survey.WHOLE);
    }

    /** The splits that the survey makes, decoded on their own and put together. */
    static Decoded inSplits(ByteSource source, long splitBytes) {
        try {
            return splits(source, new NfcapdFormat().survey(source, splitBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Decoded splits(ByteSource source, Survey survey) {
        Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
        for (Split split : survey.splits()) {
            decoded.add(source, split, survey.knowledge());
        }
        return decoded;
    }

    private void add(ByteSource source, Split split, Knowledge knowledge) {
        int before = quarantined.size();
        DecodeRequest request = new DecodeRequest(
                source,
                split,
                knowledge,
                (record, offset, reason, raw, rawOffset, rawLength) ->
                        quarantined.add(new Quarantined(record, offset, reason, rawLength)));
        try (FlowReader reader = new NfcapdFormat().open(request)) {
            FlowBatch batch = new FlowBatch(1000);
            while (reader.read(batch)) {
                for (int row = 0; row < batch.rows(); row++) {
                    flows.add(row(batch, row));
                }
            }
            if (reader.counts().quarantined() != quarantined.size() - before) {
                throw new AssertionError(
                        "The reader counts " + reader.counts() + " and quarantined " + (quarantined.size() - before));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long sum(String column) {
        return flows.stream()
                .mapToLong(flow -> (long) flow.getOrDefault(column, 0L))
                .sum();
    }

    private static Map<String, Object> row(FlowBatch batch, int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : batch.columns()) {
            if (!column.isNull(row)) {
                values.put(column.name(), value(column, row));
            }
        }
        return values;
    }

    private static Object value(Column column, int row) {
        if (column instanceof LongColumn numbers) {
            return numbers.get(row);
        } else if (column instanceof IntColumn numbers) {
            return numbers.get(row);
        } else if (column instanceof TextColumn texts) {
            return texts.get(row);
        } else if (column instanceof AddressColumn addresses) {
            return addresses.text(row);
        }
        return ((TextMapColumn) column).get(row);
    }
}
