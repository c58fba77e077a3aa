package org.flowfoundry.etl.decode.netflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The information elements by number: IANA's registry, and the few of other registries that have a meaning here. */
final class InformationElements {

    private static final String RESOURCE = "information-elements.csv";
    private static final Map<ElementKey, InformationElement> KNOWN = load();

    private InformationElements() {}

    /**
     * The element of that number. One that no registry names is called {@code enterprise/id}.
     *
     * @param learned elements that exporters described themselves (RFC 5610)
     */
    static InformationElement of(TemplateField field, Map<ElementKey, InformationElement> learned) {
        ElementKey key = field.element();
        InformationElement known = KNOWN.get(key);
        if (known == null && field.enterprise() == ElementKey.REVERSE_ENTERPRISE) {
            known = reverse(field.id());
        }
        if (known == null) {
            known = learned.get(key);
        }
        return known != null ? known : unnamed(field);
    }

    private static InformationElement reverse(int id) {
        InformationElement forward = KNOWN.get(ElementKey.iana(id));
        return forward == null
                ? null
                : new InformationElement(
                        "reverse" + Character.toUpperCase(forward.name().charAt(0))
                                + forward.name().substring(1),
                        forward.type());
    }

    private static InformationElement unnamed(TemplateField field) {
        String name = Integer.toUnsignedString(field.enterprise()) + "/" + field.id();
        return new InformationElement(name, DataType.UNTOLD);
    }

    private static Map<ElementKey, InformationElement> load() {
        Map<ElementKey, InformationElement> elements = new HashMap<>();
        try (InputStream in = InformationElements.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(",", -1);
                    elements.put(
                            new ElementKey(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
                            new InformationElement(parts[2], DataType.named(parts[3])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Resource " + RESOURCE + " cannot be read", e);
        }
        return Map.copyOf(elements);
    }
}
