package org.flowfoundry.etl.decode;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;

/** The formats that are installed. */
public final class FlowFormats {

    private static final List<FlowFormat> INSTALLED =
            ServiceLoader.load(FlowFormat.class, FlowFormats.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private FlowFormats() {}

    public static List<FlowFormat> installed() {
        return INSTALLED;
    }

    /**
     * The format of that name.
     *
     * @throws UsageException naming near and all known formats, where there is none
     */
    public static FlowFormat named(String name) {
        return INSTALLED.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** The format whose files begin like this; empty where none does. */
    public static Optional<FlowFormat> recognize(InputHead head) {
        return INSTALLED.stream().filter(format -> format.recognizes(head)).findFirst();
    }

    private static UsageException unknown(String name) {
        List<String> names = INSTALLED.stream().map(FlowFormat::name).sorted().toList();
        List<String> near = NearMatches.of(name, names);
        return new UsageException("Unknown format '" + name + "'."
                + (near.isEmpty() ? "" : near.stream().collect(Collectors.joining(" or ", " Did you mean ", "?")))
                + " Known: auto, " + String.join(", ", names) + ".");
    }
}
