package org.flowfoundry.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds real data sets that the project does not ship: in the folder named by FLOWFOUNDRY_SHARED_DATA, or in shared/data
 * beside the checkout. A test whose data is absent is skipped, and says so.
 */
public final class SharedData {

    private SharedData() {}

    /** The file or folder at a path below the shared data; skips the running test where it is absent. */
    public static Path path(String relative) {
        Path root = root();
        Path found = root == null ? null : root.resolve(relative);
        if (found == null || !Files.exists(found)) {
            String message = "SKIPPED: shared data '" + relative
                    + "' is absent; set FLOWFOUNDRY_SHARED_DATA to a folder that holds it";
            System.err.println(message);
            Assumptions.abort(message);
        }
        return found;
    }

    private static Path root() {
        String named = System.getenv("FLOWFOUNDRY_SHARED_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/data");
            if (Files.exists(candidate.resolve("README.md"))) {
                return candidate;
            }
        }
        return null;
    }
}
