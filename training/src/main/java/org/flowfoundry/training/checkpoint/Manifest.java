package org.flowfoundry.training.checkpoint;

import java.util.List;

/**
 * What a sealed folder holds.
 *
 * @param title what the folder is, as its maker named it; a folder in another's place is found out by it
 */
record Manifest(String title, List<FileDigest> files) {

    Manifest {
        files = List.copyOf(files);
    }
}
