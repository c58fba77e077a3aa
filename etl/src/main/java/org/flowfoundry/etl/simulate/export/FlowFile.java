package org.flowfoundry.etl.simulate.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A file of export records that is being written. Records come in the order of their export time. */
interface FlowFile extends Closeable {

    void write(ExportedFlow flow) throws IOException;

    /** Begins the files of a format. */
    interface Format {

        /** The file's path below the network's folder, for the hour that begins at that time. */
        String path(long hourStart);

        /**
         * Begins a file.
         *
         * @param truth told of every record once its place in the file is known
         */
        FlowFile create(Path file, long hourStart, Truth truth) throws IOException;
    }

    /** Takes the truth of a record. */
    interface Truth {

        /**
         * A record's truth, in the order of the records in the file.
         *
         * @param uid the record's own id where the format has one, else empty
         */
        void add(ExportedFlow flow, String uid) throws IOException;
    }
}
