package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;

/** Decodes files as an ingest run does: a survey of all, then each with what all taught. */
final class Decoding {

    /** Small and odd, so that batches end inside messages. */
    private static final int BATCH = 7;

    private Decoding() {}

    /** What a file gave, and what its reader counted. */
    record Result(Decoded decoded, DecodeCounts counts) {

        List<DecodedFlow> rows() {
            return decoded.rows();
        }

        List<Decoded.Quarantined> quarantined() {
            return decoded.quarantined();
        }

        long records() {
            return rows().size() + counts.quarantined() + counts.duplicates();
        }

        long sum(String column) {
            return decoded.sum(column);
        }

        List<String> reasons() {
            return decoded.reasons();
        }
    }

    static Result decode(FlowFormat format, ByteSource file) {
        return decodeAll(format, List.of(file)).get(0);
    }

    static List<Result> decodeAll(FlowFormat format, List<? extends ByteSource> files) {
        try {
            Knowledge knowledge = Knowledge.NONE;
            for (ByteSource file : files) {
                knowledge = knowledge.merge(format.survey(file, Long.MAX_VALUE).knowledge());
            }
            List<Result> results = new ArrayList<>();
            for (ByteSource file : files) {
                results.add(decode(format, file, knowledge));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result decode(FlowFormat format, ByteSource file, Knowledge knowledge) {
        Decoded decoded = Decoded.nothing();
        return new Result(decoded, decoded.add(format, file, Split.WHOLE, knowledge, BATCH));
    }
}
