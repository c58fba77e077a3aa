/**
 * What formats of one record a line have in common: lines read as slices of a buffer, splits at line starts, decimal
 * numbers without rounding, and fields that put themselves into a flow batch.
 */
package org.flowfoundry.etl.decode.text;
