package org.flowfoundry.core.lake;

import java.time.LocalDate;

/** One partition of a table: a domain on a day. */
public record TablePartition(String domain, LocalDate date) {}
