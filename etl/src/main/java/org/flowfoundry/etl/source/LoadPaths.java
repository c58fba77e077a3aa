package org.flowfoundry.etl.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.flowfoundry.etl.EtlErrors;

/** The paths that {@code load} was called with: Spark hands one over as an option, several as a JSON array in another. */
final class LoadPaths {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadPaths() {}

    static List<String> of(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        if (options.containsKey("path")) {
            paths.add(options.get("path"));
        }
        if (options.containsKey("paths")) {
            try {
                paths.addAll(List.of(JSON.readValue(options.get("paths"), String[].class)));
            } catch (JsonProcessingException e) {
                throw EtlErrors.badPathList(options.get("paths"), e);
            }
        }
        return paths;
    }
}
