package org.flowfoundry.core.parquet;

import org.apache.parquet.bytes.BytesInput;

/** A dictionary page as it will stand in the file: so many entries, plain, of so many bytes before compression. */
record EncodedDictionary(BytesInput compressed, int size, int entries) {}
