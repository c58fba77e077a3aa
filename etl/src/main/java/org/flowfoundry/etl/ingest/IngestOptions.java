package org.flowfoundry.etl.ingest;

import java.time.LocalDate;
import java.util.List;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.anonymize.AnonymizationKey;
import org.flowfoundry.etl.decode.FlowFormats;

/**
 * What to ingest, and how. Made with {@link #builder}; checked as a whole when built, before Spark starts.
 *
 * @param inputs files, folders, globs, Hadoop URIs
 * @param domain the network the flows come from, at most 64 characters
 * @param lake folder or URI of the lake
 * @param format a format's name, or {@link #AUTO}
 * @param date the UTC day of records that carry no time; null where there should be none
 * @param splitBiflows whether records with both directions become two rows
 * @param key maps addresses to pseudonyms; null to keep them
 * @param samplingInterval one packet in this many was counted, where the source does not say; null where not known
 * @param splitBytes how much input a task should decode
 * @param commitBytes how much input one commit should hold; a killed run loses no more work than this
 */
public record IngestOptions(
        List<String> inputs,
        String domain,
        String lake,
        String format,
        LocalDate date,
        boolean splitBiflows,
        AnonymizationKey key,
        Long samplingInterval,
        long splitBytes,
        long commitBytes) {

    /** The format name that has each file's format told by its content. */
    public static final String AUTO = "auto";

    private static final long DEFAULT_SPLIT_BYTES = 128L << 20;
    private static final long DEFAULT_COMMIT_BYTES = 32L << 30;
    private static final long SMALLEST_SPLIT_BYTES = 1024;
    private static final int LONGEST_DOMAIN = 64;
    private static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    public IngestOptions {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || inputs.contains("")) {
            throw EtlErrors.noInput();
        }
        if (lake == null || lake.isBlank()) {
            throw EtlErrors.noLake();
        }
        checkDomain(domain);
        if (!format.equals(AUTO)) {
            FlowFormats.named(format);
        }
        if (date != null && (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE))) {
            throw EtlErrors.badDate(date);
        }
        if (samplingInterval != null && samplingInterval < 1) {
            throw EtlErrors.badSamplingInterval(samplingInterval);
        }
        if (splitBytes < SMALLEST_SPLIT_BYTES || commitBytes < splitBytes) {
            throw EtlErrors.badSizes(splitBytes, commitBytes, SMALLEST_SPLIT_BYTES);
        }
    }

    /** Options with all defaults: format auto, splits of 128 MiB, commits of 32 GiB. */
    public static Builder builder(List<String> inputs, String domain, String lake) {
        return new Builder(inputs, domain, lake);
    }

    private static void checkDomain(String domain) {
        if (domain == null || domain.isBlank() || !domain.equals(domain.strip())) {
            throw EtlErrors.badDomain(domain, "is empty, or begins or ends with a blank");
        }
        if (domain.length() > LONGEST_DOMAIN) {
            throw EtlErrors.badDomain(
                    domain.substring(0, 16) + "...", "has more than " + LONGEST_DOMAIN + " characters");
        }
        if (domain.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw EtlErrors.badDomain(
                    domain.replaceAll("\\p{Cntrl}", "?"), "holds a control character or half a character");
        }
        if (domain.equals("__HIVE_DEFAULT_PARTITION__")) {
            throw EtlErrors.badDomain(domain, "is how Hive writes that there is no value");
        }
    }

    /** Collects options; {@link #build} checks them. */
    public static final class Builder {
        private final List<String> inputs;
        private final String domain;
        private final String lake;
        private String format = AUTO;
        private LocalDate date;
        private boolean splitBiflows;
        private AnonymizationKey key;
        private Long samplingInterval;
        private long splitBytes = DEFAULT_SPLIT_BYTES;
        private long commitBytes = DEFAULT_COMMIT_BYTES;

        private Builder(List<String> inputs, String domain, String lake) {
            this.inputs = inputs;
            this.domain = domain;
            this.lake = lake;
        }

        public Builder format(String name) {
            this.format = name;
            return this;
        }

        public Builder date(LocalDate day) {
            this.date = day;
            return this;
        }

        public Builder splitBiflows(boolean split) {
            this.splitBiflows = split;
            return this;
        }

        public Builder anonymize(AnonymizationKey with) {
            this.key = with;
            return this;
        }

        public Builder samplingInterval(Long oneIn) {
            this.samplingInterval = oneIn;
            return this;
        }

        public Builder splitBytes(long bytes) {
            this.splitBytes = bytes;
            return this;
        }

        public Builder commitBytes(long bytes) {
            this.commitBytes = bytes;
            return this;
        }

        /**
         * The options, checked.
         *
         * @throws org.flowfoundry.core.error.UsageException saying what does not fit, and what would
         */
        public IngestOptions build() {
            return new IngestOptions(
                    inputs, domain, lake, format, date, splitBiflows, key, samplingInterval, splitBytes, commitBytes);
        }
    }
}
