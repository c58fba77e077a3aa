package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/**
 * A template compiled for reading records: where each field lies, which slot or attribute it fills. Fields of records without
 * variable lengths lie at fixed places. It holds the values of the last record loaded, so it serves one reader.
 */
final class RecordLayout {

    private static final int SLOTS = Slot.values().length;
    private static final ElementKey APPLICATION_NAME = ElementKey.iana(96);
    private static final ElementKey PALO_ALTO_APPLICATION = ElementKey.iana(56_701);
    private static final ElementKey APPLICATION_ID = ElementKey.iana(95);
    private static final ElementKey PADDING = ElementKey.iana(210);
    private static final ElementKey LABEL = new ElementKey(32_473, 1);

    private final Template template;
    private final boolean[] variable;
    private final int[] lengths;
    private final int[] positions;
    private final boolean fixed;
    private final int minimumLength;
    private final long[] values = new long[SLOTS];
    private final boolean[] hasSlot = new boolean[SLOTS];
    private final Map<ElementKey, Integer> fieldOf = new HashMap<>();
    private final int applicationNameField;
    private final int applicationIdField;
    private final int labelField;

    private int[] numberFields = new int[0];
    private int[] numberSlots = new int[0];
    private AttributeField[] attributes = new AttributeField[0];
    private final TimeUnit startUnit;
    private final TimeUnit endUnit;
    private final TimeUnit observedUnit;
    private int base;

    /** @param learned elements that the exporter described itself */
    RecordLayout(Template template, Map<ElementKey, InformationElement> learned) {
        this.template = template;
        List<TemplateField> fields = template.fields();
        lengths = fields.stream().mapToInt(TemplateField::length).toArray();
        positions = new int[lengths.length];
        variable = new boolean[lengths.length];
        fixed = fields.stream().noneMatch(TemplateField::isVariable);
        minimumLength = template.minimumLength();
        for (int i = 0, at = 0; i < lengths.length; at += lengths[i++]) {
            positions[i] = at;
            variable[i] = fields.get(i).isVariable();
            if (lengths[i] > 0) {
                fieldOf.putIfAbsent(fields.get(i).element(), i);
            }
        }
        Arrays.fill(values, Slot.ABSENT);
        applicationNameField = field(APPLICATION_NAME) >= 0 ? field(APPLICATION_NAME) : field(PALO_ALTO_APPLICATION);
        applicationIdField = field(APPLICATION_ID);
        labelField = field(LABEL);
        boolean[] taken = assignSlots();
        assignAttributes(taken, learned);
        startUnit = unit(Slot.START, learned);
        endUnit = unit(Slot.END, learned);
        observedUnit = unit(Slot.OBSERVED, learned);
    }

    private boolean[] assignSlots() {
        boolean[] taken = new boolean[lengths.length];
        List<int[]> numbers = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            int field = fieldFor(slot);
            if (field >= 0) {
                numbers.add(new int[] {field, slot.index()});
                hasSlot[slot.index()] = true;
                taken[field] |= !slot.isAlsoAttribute();
            }
        }
        numberFields = numbers.stream().mapToInt(pair -> pair[0]).toArray();
        numberSlots = numbers.stream().mapToInt(pair -> pair[1]).toArray();
        return taken;
    }

    private int fieldFor(Slot slot) {
        for (ElementKey element : slot.elements()) {
            Integer field = fieldOf.get(element);
            if (field != null && !variable[field] && slot.accepts(lengths[field])) {
                return field;
            }
        }
        return -1;
    }

    private void assignAttributes(boolean[] taken, Map<ElementKey, InformationElement> learned) {
        List<AttributeField> left = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            TemplateField field = template.fields().get(i);
            ElementKey element = field.element();
            boolean isColumn = i == labelField || i == applicationNameField;
            if (!taken[i] && !isColumn && lengths[i] > 0 && !element.equals(PADDING)) {
                InformationElement known = InformationElements.of(field, learned);
                left.add(new AttributeField(i, field, known.name(), known.type()));
            }
        }
        attributes = left.toArray(AttributeField[]::new);
    }

    private TimeUnit unit(Slot slot, Map<ElementKey, InformationElement> learned) {
        int field = fieldFor(slot);
        return field < 0
                ? TimeUnit.MILLISECONDS
                : TimeUnit.of(InformationElements.of(template.fields().get(field), learned)
                        .type());
    }

    Template template() {
        return template;
    }

    /** The length of the shortest record in bytes; 0 for a template without a byte, of which no record can be read. */
    int minimumLength() {
        return minimumLength;
    }

    /**
     * Finds the fields of the record that begins at an index.
     *
     * @return where the record ends, or -1 where it would end behind the given end
     */
    int locate(byte[] bytes, int at, int end) {
        if (fixed) {
            base = at;
            return minimumLength <= end - at ? at + minimumLength : -1;
        }
        int here = at;
        for (int i = 0; i < lengths.length; i++) {
            if (variable[i]) {
                if (here >= end) {
                    return -1;
                }
                lengths[i] = bytes[here++] & 0xff;
                if (lengths[i] == 255) {
                    if (end - here < 2) {
                        return -1;
                    }
                    lengths[i] = NetworkBytes.u16(bytes, here);
                    here += 2;
                }
            }
            positions[i] = here;
            here += lengths[i];
            if (here > end) {
                return -1;
            }
        }
        return here;
    }

    /** Reads the numbers of the record that was located last. */
    void load(byte[] bytes) {
        for (int i = 0; i < numberFields.length; i++) {
            int field = numberFields[i];
            int at = base + positions[field];
            int slot = numberSlots[i];
            if (lengths[field] == 16) {
                values[slot] = NetworkBytes.u64(bytes, at);
                values[slot + 1] = NetworkBytes.u64(bytes, at + 8);
            } else {
                values[slot] = NetworkBytes.unsigned(bytes, at, lengths[field]);
            }
        }
    }

    /** The number in a slot of the record loaded last; {@link Slot#ABSENT} where the template does not fill it. */
    long value(Slot slot) {
        return values[slot.index()];
    }

    /** The lower 64 bits of the IPv6 address whose upper ones are in a slot. */
    long lowerHalf(Slot slot) {
        return values[slot.index() + 1];
    }

    /** Whether the template fills the slot. */
    boolean has(Slot slot) {
        return hasSlot[slot.index()];
    }

    /** The name of the element that fills a slot, which the template does. */
    String elementName(Slot slot) {
        return InformationElements.of(template.fields().get(fieldFor(slot)), Map.of())
                .name();
    }

    /** Absolute time in microseconds from a slot that {@link #value} gives raw; 0 where the exporter's clock was not set. */
    long startMicros() {
        return startUnit.micros(value(Slot.START));
    }

    long endMicros() {
        return endUnit.micros(value(Slot.END));
    }

    long observedMicros() {
        return observedUnit.micros(value(Slot.OBSERVED));
    }

    AttributeField[] attributes() {
        return attributes;
    }

    /** The text of a field that has no column. */
    String text(AttributeField attribute, byte[] bytes) {
        return attribute.text(bytes, base + positions[attribute.field()], lengths[attribute.field()]);
    }

    /** The index of the first field of that element, or -1. */
    int field(ElementKey element) {
        return fieldOf.getOrDefault(element, -1);
    }

    /** The unsigned number in a field of the record located last, or -1 where there is no such field, or no number. */
    long number(int field, byte[] bytes) {
        return field < 0 || lengths[field] == 0 || lengths[field] > 8
                ? -1
                : NetworkBytes.unsigned(bytes, base + positions[field], lengths[field]);
    }

    /** The string in a field of the record located last; null where there is none. */
    String string(int field, byte[] bytes) {
        return field < 0 ? null : DataType.string(bytes, base + positions[field], lengths[field]);
    }

    /** The name of the application, as the record itself gives it. */
    String applicationName(byte[] bytes) {
        return string(applicationNameField, bytes);
    }

    /** The id of the application as text; null where the record has none. */
    String applicationId(byte[] bytes) {
        return applicationIdField < 0
                ? null
                : AttributeField.applicationId(
                        bytes, base + positions[applicationIdField], lengths[applicationIdField]);
    }

    String label(byte[] bytes) {
        return string(labelField, bytes);
    }
}
