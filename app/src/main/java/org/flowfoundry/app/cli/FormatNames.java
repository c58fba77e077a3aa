package org.flowfoundry.app.cli;

import java.util.Iterator;
import java.util.stream.Stream;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.ingest.IngestOptions;

/** The formats that are installed, for help texts. */
final class FormatNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Stream.concat(
                        Stream.of(IngestOptions.AUTO),
                        FlowFormats.installed().stream().map(FlowFormat::name).sorted())
                .iterator();
    }
}
