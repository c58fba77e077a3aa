package org.flowfoundry.etl.source;

import org.apache.spark.sql.connector.read.InputPartition;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.Shipped;

/** A part of a file, as a task of Spark. */
record FlowPartition(Shipped<FilePart> part) implements InputPartition {}
