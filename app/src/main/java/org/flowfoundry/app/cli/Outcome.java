package org.flowfoundry.app.cli;

import java.util.Map;
import org.flowfoundry.core.job.JobResult;

/**
 * What a command did.
 *
 * @param summary the command's own counts for the JSON line, in order
 * @param failure why the command counts as failed although it ran to its end; null where it did not fail
 */
record Outcome(Map<String, Object> summary, String failure) {

    static Outcome ok(JobResult result) {
        return new Outcome(result.summary(), null);
    }

    static Outcome ok(Map<String, Object> summary) {
        return new Outcome(summary, null);
    }
}
