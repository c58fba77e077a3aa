package org.flowfoundry.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;

/**
 * The settings of a HOCON file: dotted keys and their values as text. A list has several values, everything else one.
 * Environment variables may stand in for values, as {@code ${LAKE}}.
 */
public final class Settings {

    private final Path file;
    private final Map<String, List<String>> values;

    private Settings(Path file, Map<String, List<String>> values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads a file.
     *
     * @throws UsageException where there is no such file or it is not HOCON
     */
    public static Settings read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("No configuration file '" + file + "'. Give --config a HOCON file that exists.");
        }
        try {
            Config config = ConfigFactory.parseFile(file.toFile()).resolve();
            Map<String, List<String>> values = new TreeMap<>();
            config.entrySet()
                    .forEach(entry -> values.put(
                            String.join(".", ConfigUtil.splitPath(entry.getKey())), texts(entry.getValue())));
            return new Settings(file, values);
        } catch (ConfigException e) {
            throw new UsageException("Configuration file '" + file + "' cannot be read as HOCON: " + e.getMessage());
        }
    }

    /** All keys and values, by key. */
    public Map<String, List<String>> values() {
        return Map.copyOf(values);
    }

    /**
     * Checks that every key is known.
     *
     * @throws UsageException naming the first key that is not, and the known ones nearest to it
     */
    public void requireKnown(Collection<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                List<String> near = NearMatches.of(key, known);
                throw new UsageException("Unknown key '" + key + "' in configuration file '" + file + "'. "
                        + (near.isEmpty()
                                ? "See --help of the command for its options."
                                : near.stream().collect(Collectors.joining("', '", "Near: '", "'."))));
            }
        }
    }

    private static List<String> texts(ConfigValue value) {
        if (value.valueType() == ConfigValueType.LIST) {
            return ((List<?>) value.unwrapped()).stream().map(String::valueOf).toList();
        }
        return List.of(String.valueOf(value.unwrapped()));
    }
}
