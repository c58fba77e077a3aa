package org.flowfoundry.app.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.flowfoundry.etl.anonymize.AnonymizationKey;
import org.flowfoundry.etl.ingest.IngestJob;
import org.flowfoundry.etl.ingest.IngestOptions;
import org.flowfoundry.etl.ingest.IngestResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "ingest",
        description =
                "Raw flow exports to the tables flows, quarantine and ingested_files. The same bytes are never ingested"
                        + " twice into a domain, and a run that was killed is completed by the next.")
final class IngestCommand implements Command {

    @Mixin
    CommonOptions common;

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files, folders (with all below them), globs or Hadoop URIs. gz, bz2, xz and zstd are read as they are.")
    List<String> inputs;

    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "The network the flows come from.")
    String domain;

    @Mixin
    LakeOption lake;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = IngestOptions.AUTO,
            completionCandidates = FormatNames.class,
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE} (told by each file's content).")
    String format;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "UTC day of records that carry no time at all, as in NF-v1 and v2.")
    LocalDate date;

    @Option(
            names = "--anonymize",
            paramLabel = "KEYFILE",
            description =
                    "Map all addresses to pseudonyms, prefix-preserving (Crypto-PAn), with the 32 bytes (or 64 hexadecimal"
                            + " digits) in this file. The same key gives the same pseudonyms everywhere.")
    Path keyFile;

    @Option(names = "--split-biflows", description = "Write records with both directions as two rows (RFC 5103).")
    boolean splitBiflows;

    @Option(
            names = "--sampling-interval",
            paramLabel = "N",
            description = "The exporter counted one packet in N, where the source itself does not say.")
    Long samplingInterval;

    @Option(names = "--strict", description = "Exit with 1 where anything had to be quarantined.")
    boolean strict;

    @Override
    public Outcome run(CommandContext context) {
        IngestOptions options = IngestOptions.builder(inputs, domain, lake.uri)
                .format(format)
                .date(date)
                .splitBiflows(splitBiflows)
                .anonymize(keyFile == null ? null : AnonymizationKey.read(keyFile))
                .samplingInterval(samplingInterval)
                .build();
        IngestResult result = IngestJob.run(context.spark(), options, context.progress());
        return new Outcome(result.summary(), strict && result.isDamaged() ? complaint(result) : null);
    }

    private static String complaint(IngestResult result) {
        return (result.filesDamaged() + result.filesUnreadable()) + " of " + result.files()
                + " files could not be read as a whole, and --strict was given. The table quarantine has file, offset and"
                + " reason; what could be read is in flows.";
    }
}
