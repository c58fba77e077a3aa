package org.flowfoundry.etl.decode.mirage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowfoundry.core.parquet.FlatParquetFile;
import org.flowfoundry.core.parquet.FlatParquetFile.RowGroupPlace;
import org.flowfoundry.core.parquet.InvalidParquetException;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;

/** The Parquet tables of the MIRAGE data set. */
public final class MirageFormat implements FlowFormat {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "mirage";
    }

    @Override
    public String description() {
        return "Parquet tables of MIRAGE: first packets of biflows, by application";
    }

    /** Any Parquet file, for no other format reads these; its columns stand at its end, where {@link MirageReader} looks. */
    @Override
    public boolean recognizes(InputHead head) {
        return rejects(head).isEmpty();
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        boolean isParquet = head.bytes().length >= MAGIC.length
                && Arrays.equals(head.bytes(), 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return isParquet ? Optional.empty() : Optional.of("Not a Parquet file: it does not begin with PAR1");
    }

    /** Splits between row groups; a file that cannot be read as Parquet stays whole. */
    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        try (FlatParquetFile file = FlatParquetFile.open(new MirageSource(source))) {
            return new Survey(splits(file.rowGroups(), splitBytes), Knowledge.NONE);
        } catch (InvalidParquetException e) {
            return Survey.WHOLE;
        }
    }

    private static List<Split> splits(List<RowGroupPlace> rowGroups, long splitBytes) {
        List<Split> splits = new ArrayList<>();
        long start = 0;
        long firstRecord = 0;
        long records = 0;
        for (RowGroupPlace rowGroup : rowGroups) {
            if (rowGroup.offset() - start >= splitBytes) {
                splits.add(new Split(start, rowGroup.offset(), firstRecord));
                start = rowGroup.offset();
                firstRecord = records;
            }
            records += rowGroup.rows();
        }
        splits.add(new Split(start, Long.MAX_VALUE, firstRecord));
        return splits;
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        return MirageReader.open(request);
    }
}
