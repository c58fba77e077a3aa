package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.tabular.RowEncoder;

/**
 * An encoder of rows of the view {@link View#FLOW}.
 *
 * @param standardizer of what it makes of the pool
 */
public record RowEncoding(RowEncoder encoder, Standardizer standardizer) implements Serializable {}
