package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.netflow.NameFact.Kind;
import org.flowfoundry.etl.decode.netflow.SamplerFact.Scope;
import org.flowfoundry.etl.decode.netflow.SamplerFact.Selector;

/**
 * Understands options records: samplers (IE 34, 48 to 50, 302 to 310), boot times (160), names of interfaces (82, 83) and
 * applications (96), and descriptions of enterprises' elements (RFC 5610). Others pass.
 */
final class OptionsRecords {

    private static final int V9_SCOPE_INTERFACE = 2;

    private final KnowledgeBuilder knowledge;

    OptionsRecords(KnowledgeBuilder knowledge) {
        this.knowledge = knowledge;
    }

    /** Reads the record that the layout located last. */
    void read(RecordLayout layout, byte[] bytes, ObservationDomain domain, long exportMicros) {
        layout.load(bytes);
        long interfaceIndex = interfaceIndex(layout, bytes);
        readSampler(layout, domain, exportMicros, interfaceScope(layout, bytes));
        readNames(layout, bytes, domain, interfaceIndex);
        if (layout.has(Slot.BOOT_MILLIS)) {
            long boot = TimeUnit.MILLISECONDS.micros(layout.value(Slot.BOOT_MILLIS));
            if (boot != 0) {
                knowledge.add(new BootFact(domain, exportMicros, boot));
            }
        }
        readElement(layout, bytes);
    }

    private void readSampler(RecordLayout layout, ObservationDomain domain, long exportMicros, long interfaceScope) {
        long interval = SamplingRate.effective(
                layout.value(Slot.SAMPLING_INTERVAL),
                layout.value(Slot.PACKET_INTERVAL),
                layout.value(Slot.PACKET_SPACE),
                layout.value(Slot.SAMPLE_SIZE),
                layout.value(Slot.SAMPLE_POPULATION));
        if (interval == SamplingRate.NONE) {
            return;
        }
        Selector selector = Selector.WHOLE_DOMAIN;
        if (layout.has(Slot.SAMPLER)) {
            selector = new Selector(Scope.SAMPLER, layout.value(Slot.SAMPLER));
        } else if (interfaceScope >= 0) {
            selector = new Selector(Scope.INTERFACE, interfaceScope);
        }
        knowledge.add(new SamplerFact(domain, exportMicros, selector, interval));
    }

    private static long interfaceScope(RecordLayout layout, byte[] bytes) {
        int scope = layout.field(new ElementKey(TemplateField.V9_SCOPE, V9_SCOPE_INTERFACE));
        for (int id : new int[] {10, 14}) {
            int field = layout.field(ElementKey.iana(id));
            if (scope < 0 && field >= 0 && field < layout.template().scopeFields()) {
                scope = field;
            }
        }
        return layout.number(scope, bytes);
    }

    private static long interfaceIndex(RecordLayout layout, byte[] bytes) {
        long scope = interfaceScope(layout, bytes);
        if (scope >= 0) {
            return scope;
        }
        long ingress = layout.number(layout.field(ElementKey.iana(10)), bytes);
        return ingress >= 0 ? ingress : layout.number(layout.field(ElementKey.iana(14)), bytes);
    }

    private void readNames(RecordLayout layout, byte[] bytes, ObservationDomain domain, long interfaceIndex) {
        if (interfaceIndex >= 0) {
            String index = Long.toString(interfaceIndex);
            addName(domain, Kind.INTERFACE_NAME, index, layout.string(layout.field(ElementKey.iana(82)), bytes));
            addName(domain, Kind.INTERFACE_DESCRIPTION, index, layout.string(layout.field(ElementKey.iana(83)), bytes));
        }
        String application = layout.applicationId(bytes);
        if (application != null) {
            addName(domain, Kind.APPLICATION, application, layout.applicationName(bytes));
        }
    }

    private void addName(ObservationDomain domain, Kind kind, String id, String name) {
        if (name != null) {
            knowledge.add(new NameFact(domain, kind, id, name));
        }
    }

    /** RFC 5610: an element's enterprise, id, data type and name. */
    private void readElement(RecordLayout layout, byte[] bytes) {
        long id = layout.number(layout.field(ElementKey.iana(303)), bytes);
        long enterprise = layout.number(layout.field(ElementKey.iana(346)), bytes);
        String name = layout.string(layout.field(ElementKey.iana(341)), bytes);
        long type = layout.number(layout.field(ElementKey.iana(339)), bytes);
        if (id >= 0 && enterprise > 0 && name != null) {
            knowledge.add(
                    new ElementKey((int) enterprise, (int) id & 0x7fff),
                    new InformationElement(name, DataType.coded((int) type)));
        }
    }
}
