package org.flowfoundry.app.cli;

import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.WindowLength;
import picocli.CommandLine.Option;

/** How windowed tables are made and stored: what features and graph share. */
final class WindowOptions {

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            defaultValue = "5m",
            description = "Length of a window, e.g. 30s, 5m, 1h. Default: ${DEFAULT-VALUE}.")
    String window;

    @Option(
            names = "--table-format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "How the tables are stored: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    TableFormat format;

    WindowLength length() {
        return WindowLength.parse(window);
    }
}
