package org.flowfoundry.core.parquet;

import java.io.IOException;

/** A file, or a part of it, is not the Parquet it should be. The message is fit to be a quarantine reason. */
public final class InvalidParquetException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidParquetException(String message) {
        super(message);
    }

    InvalidParquetException(String message, Throwable cause) {
        super(message, cause);
    }
}
