package org.flowfoundry.training.pretrain;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a record of options says, as texts by dotted names, in its order. */
public final class Settings {

    private Settings() {}

    /** All settings; an absent one is "none". */
    public static Map<String, String> of(Record options) {
        return of("", options);
    }

    /** All settings, with what their names begin with. */
    public static Map<String, String> of(String prefix, Record options) {
        Map<String, String> settings = new LinkedHashMap<>();
        add(prefix, options, settings);
        return settings;
    }

    private static void add(String prefix, Record options, Map<String, String> settings) {
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            Object value = value(component, options);
            String name = prefix + component.getName();
            if (value instanceof Record inner) {
                add(name + ".", inner, settings);
            } else {
                settings.put(name, value == null ? "none" : value.toString());
            }
        }
    }

    private static Object value(RecordComponent component, Record options) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
