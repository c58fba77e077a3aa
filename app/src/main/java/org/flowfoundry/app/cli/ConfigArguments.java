package org.flowfoundry.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flowfoundry.core.config.Settings;
import org.flowfoundry.core.error.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Turns the settings of a {@code --config} file into arguments for those options that the command line leaves out. A key
 * {@code COMMAND.OPTION} goes before {@code OPTION}, which counts for every command that has such an option.
 */
final class ConfigArguments {

    private static final Set<String> NOT_FROM_FILE = Set.of("config", "debug", "help");

    private final CommandLine root;

    ConfigArguments(CommandLine root) {
        this.root = root;
    }

    /**
     * The arguments with those of the file, if they name one, added at the end.
     *
     * @throws UsageException where the file cannot be read or has a key that no command knows
     */
    String[] expand(String[] args) {
        Path file = configFile(args);
        CommandLine command = args.length == 0 ? null : root.getSubcommands().get(args[0]);
        if (file == null || command == null) {
            return args;
        }
        Settings settings = Settings.read(file);
        settings.requireKnown(knownKeys());
        List<String> expanded = new ArrayList<>(Arrays.asList(args));
        Set<String> given = given(args);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (isSetting(option) && Arrays.stream(option.names()).noneMatch(given::contains)) {
                expanded.addAll(arguments(option, valuesFor(args[0], option, settings.values())));
            }
        }
        return expanded.toArray(new String[0]);
    }

    private static List<String> arguments(OptionSpec option, List<String> values) {
        if (option.arity().max() == 0) {
            return values.contains("true") ? List.of(option.longestName()) : List.of();
        }
        return values.stream().map(value -> option.longestName() + "=" + value).toList();
    }

    private static List<String> valuesFor(String command, OptionSpec option, Map<String, List<String>> values) {
        String own = command + "." + key(option);
        return values.getOrDefault(own, values.getOrDefault(key(option), List.of()));
    }

    private Set<String> knownKeys() {
        Set<String> keys = new TreeSet<>();
        root.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            spec.options().stream().filter(ConfigArguments::isSetting).forEach(option -> {
                keys.add(key(option));
                keys.add(name + "." + key(option));
            });
        });
        return keys;
    }

    private static boolean isSetting(OptionSpec option) {
        return !NOT_FROM_FILE.contains(key(option));
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    private static Set<String> given(String[] args) {
        Set<String> names = new HashSet<>();
        for (String arg : args) {
            if (arg.startsWith("-")) {
                names.add(arg.split("=", 2)[0]);
            }
        }
        return names;
    }

    private static Path configFile(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--config") && i + 1 < args.length) {
                return Path.of(args[i + 1]);
            }
            if (args[i].startsWith("--config=")) {
                return Path.of(args[i].substring("--config=".length()));
            }
        }
        return null;
    }
}
