/**
 * What the formats of comma-separated tables have in common: a header whose columns go by name, in any order; lines of as many
 * fields; and values that count as absent ({@code nan}, {@code inf}, nothing). A format says which names it needs, and where each
 * column goes.
 */
package org.flowfoundry.etl.decode.csv;
