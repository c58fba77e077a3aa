package org.flowfoundry.etl.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.etl.anonymize.AnonymizationKey;

/**
 * How decoded records become rows; what every decoding task needs to know.
 *
 * @param runDay UTC day of the run since 1970-01-01, the date of quarantine rows
 * @param day the day of records without a time, since 1970-01-01; null for none
 * @param key maps addresses to pseudonyms; null to keep them
 * @param samplingInterval of records whose source does not tell; null where not known
 */
record DecodeRules(
        String domain,
        String runId,
        int runDay,
        Integer day,
        boolean splitBiflows,
        AnonymizationKey key,
        Long samplingInterval)
        implements Serializable {

    /** A writer of rows of the domain into a table. */
    StagedTableWriter writer(String tableFolder, List<ColumnDefinition> columns, Configuration hadoop) {
        return new StagedTableWriter(tableFolder, columns, domain, ParquetOptions.defaults(), hadoop);
    }
}
