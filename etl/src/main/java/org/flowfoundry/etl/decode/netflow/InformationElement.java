package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** What an information element is called, and how its values are written. */
record InformationElement(String name, DataType type) implements Serializable {}
