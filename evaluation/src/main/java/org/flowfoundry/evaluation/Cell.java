package org.flowfoundry.evaluation;

import java.io.Serializable;

/**
 * A piece of the work: one draw of so many labels in one domain.
 *
 * @param domain its place in the list of domains
 */
record Cell(int domain, int draw, int shots) implements Serializable {}
