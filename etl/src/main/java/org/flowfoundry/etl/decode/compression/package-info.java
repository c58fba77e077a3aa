/**
 * Compressed files as if they were not: codecs told by magic bytes, streams that tell damage from failures to read, and
 * the one place that turns damage into a quarantined record whatever the format inside.
 *
 * <p>{@link org.flowfoundry.etl.decode.compression.Decompression#of} wraps a file's source,
 * {@link org.flowfoundry.etl.decode.compression.DamageTolerantFormat} the format that reads it. Decompression streams, so
 * memory stays bounded however much a file swells; window sizes that a file asks for are bounded too. Check sums stand behind
 * what they are of (a gzip member, a bzip2 block), so bytes that are wrong may have been handed out before they tell.
 */
package org.flowfoundry.etl.decode.compression;
