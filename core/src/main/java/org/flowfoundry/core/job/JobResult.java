package org.flowfoundry.core.job;

import java.util.Map;

/** What a job did, as counts and short values in the order in which they are printed. */
public interface JobResult {

    /** Names (snake_case) and values: numbers, text or booleans. */
    Map<String, Object> summary();
}
