package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.flowfoundry.etl.simulate.export.NetworkExport;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/** A network to simulate: what happens in it, and how it is exported. */
interface SampleNetwork {

    /** Its name, which is that of its folder. */
    String name();

    /** The format that {@code ingest --format} reads its files as. */
    String format();

    /** One line on what it is. */
    String description();

    List<TrafficSource> sources(Period period, double scale, RandomStream random);

    NetworkExport export(Path output, Period period, RandomStream random) throws IOException;
}
