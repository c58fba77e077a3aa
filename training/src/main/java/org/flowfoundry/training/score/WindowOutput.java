package org.flowfoundry.training.score;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/** What is kept of a window that a model has read, as a value of one column. */
interface WindowOutput extends Serializable {

    DataType type();

    Object of(WindowView view);
}
