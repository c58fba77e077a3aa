package org.flowfoundry.etl.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/** Programs that read what was exported. A test whose program is not installed is skipped, and says so. */
final class OtherTools {

    private OtherTools() {}

    /** What the program printed, errors too; it must end with 0. */
    static String output(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TZ", "UTC");
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            String message = "SKIPPED: " + command[0] + ", which should read the export, is not installed";
            System.err.println(message);
            return Assumptions.abort(message);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
