package org.flowfoundry.etl.decode;

/**
 * What a decoder needs to know of a part of a file.
 *
 * @param source the file's bytes, decompressed where the format does not compress by itself
 * @param split the part to decode
 * @param knowledge what the first pass over all files of the run learned
 * @param quarantine takes what cannot be read
 */
public record DecodeRequest(ByteSource source, Split split, Knowledge knowledge, Quarantine quarantine) {}
