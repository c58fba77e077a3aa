package org.flowfoundry.evaluation.metric;

import java.io.Serializable;

/** What one method came to in one draw. */
public record Outcome(String domain, String method, int shots, int draw, Scores scores) implements Serializable {}
