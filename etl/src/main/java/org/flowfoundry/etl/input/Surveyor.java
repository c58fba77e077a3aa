package org.flowfoundry.etl.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DamagedStreamException;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.compression.Decompression;

/**
 * The first pass over a file: what it is, how it splits, what it teaches.
 *
 * @param format the name of the format to read all files as; null to tell it by content
 * @param splitBytes the size a split should have
 * @param hashed whether the file's digest is wanted
 */
public record Surveyor(String format, long splitBytes, boolean hashed) implements Serializable {

    private static final byte[] NOTHING = {};

    /** Surveys a file. Whatever is wrong with it is in the result. */
    public SurveyedFile survey(InputFile file, Configuration hadoop) {
        ByteSource source = new FileSource(file, hadoop);
        try {
            String sha256 = hashed ? FileDigest.sha256(source) : null;
            return survey(file, source, sha256);
        } catch (IOException e) {
            String problem = "The file cannot be read: " + InputProblems.describe(e);
            return new SurveyedFile(file, SurveyedFile.State.UNREADABLE, null, null, Survey.WHOLE, problem, NOTHING);
        }
    }

    private SurveyedFile survey(InputFile file, ByteSource source, String sha256) throws IOException {
        InputHead head = Decompression.head(source);
        if (head.bytes().length == 0) {
            return withoutContent(file, source, sha256);
        }
        Optional<FlowFormat> found =
                format == null ? FlowFormats.recognize(head) : Optional.of(FlowFormats.named(format));
        if (found.isEmpty()) {
            return rejected(file, source, sha256, "Not recognized as any known format (" + knownFormats() + ")");
        }
        Optional<String> reason = found.get().rejects(head);
        if (reason.isPresent()) {
            return rejected(file, source, sha256, reason.get());
        }
        Survey survey = new DamageTolerantFormat(found.get()).survey(Decompression.of(source), splitBytes);
        return new SurveyedFile(
                file, SurveyedFile.State.READABLE, sha256, found.get().name(), survey, null, NOTHING);
    }

    /** A file is empty, or damaged before its first byte could be decompressed. */
    private static SurveyedFile withoutContent(InputFile file, ByteSource source, String sha256) throws IOException {
        try (InputStream stream = Decompression.of(source).open(0)) {
            stream.read();
        } catch (DamagedStreamException e) {
            return rejected(file, source, sha256, e.getMessage());
        }
        return new SurveyedFile(file, SurveyedFile.State.EMPTY, sha256, null, Survey.WHOLE, null, NOTHING);
    }

    private static SurveyedFile rejected(InputFile file, ByteSource source, String sha256, String reason)
            throws IOException {
        try (InputStream stream = source.open(0)) {
            byte[] head = stream.readNBytes(Quarantine.RAW_LIMIT);
            return new SurveyedFile(file, SurveyedFile.State.REJECTED, sha256, null, Survey.WHOLE, reason, head);
        }
    }

    private static String knownFormats() {
        return FlowFormats.installed().stream().map(FlowFormat::name).sorted().collect(Collectors.joining(", "));
    }
}
