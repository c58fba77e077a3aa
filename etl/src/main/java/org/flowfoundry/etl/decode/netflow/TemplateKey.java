package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** What a data set names its template by, within its message's observation domain. */
record TemplateKey(ObservationDomain domain, int id) implements Serializable {}
