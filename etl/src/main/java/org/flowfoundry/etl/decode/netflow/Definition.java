package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/**
 * A template where it stands.
 *
 * @param offset byte offset of its message in its file
 * @param exportMicros export time of its message
 */
record Definition(TemplateKey key, String file, long offset, long exportMicros, Template template)
        implements Serializable {}
