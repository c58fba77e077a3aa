package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** Reads the templates of a template set or an options template set (RFC 7011 section 3.4, RFC 3954 sections 5.2, 6.1). */
final class TemplateSet {

    private TemplateSet() {}

    /** Takes what a set defines. */
    interface Sink {
        void define(int id, Template template);

        void withdraw(int id);

        void withdrawAll(boolean options);

        /** Something that cannot be read, from an index in the message's bytes to the end of the set. */
        void damaged(int at, String reason);
    }

    /** Reads all templates of the set at hand. */
    static void read(Dialect dialect, byte[] bytes, SetCursor set, Sink sink) {
        boolean options = set.id() == dialect.optionsTemplateSet();
        int at = set.start();
        while (set.end() - at >= 4 && !SetCursor.isZero(bytes, at, set.end())) {
            int next = dialect == Dialect.V9
                    ? readV9(bytes, at, set.end(), options, sink)
                    : readIpfix(bytes, at, set.end(), options, sink);
            if (next < 0) {
                return;
            }
            at = next;
        }
    }

    private static int readV9(byte[] bytes, int at, int end, boolean options, Sink sink) {
        int id = NetworkBytes.u16(bytes, at);
        int header = options ? 6 : 4;
        if (end - at < header) {
            return damaged(sink, at, "Template cut short");
        }
        int scopes = options ? NetworkBytes.u16(bytes, at + 2) / 4 : 0;
        int count = options ? scopes + NetworkBytes.u16(bytes, at + 4) / 4 : NetworkBytes.u16(bytes, at + 2);
        String problem = problem(id, count, scopes);
        if (problem == null && end - at - header < count * 4) {
            problem = "Template " + id + " of " + count + " fields cut short";
        }
        if (problem != null) {
            return damaged(sink, at, problem);
        }
        List<TemplateField> fields = new ArrayList<>(count);
        int here = at + header;
        for (int i = 0; i < count; i++, here += 4) {
            int enterprise = i < scopes ? TemplateField.V9_SCOPE : 0;
            fields.add(new TemplateField(enterprise, NetworkBytes.u16(bytes, here), NetworkBytes.u16(bytes, here + 2)));
        }
        sink.define(id, new Template(fields, options ? scopes : -1));
        return here;
    }

    private static int readIpfix(byte[] bytes, int at, int end, boolean options, Sink sink) {
        int id = NetworkBytes.u16(bytes, at);
        int count = NetworkBytes.u16(bytes, at + 2);
        if (count == 0) {
            withdraw(id, sink);
            return at + 4;
        }
        int header = options ? 6 : 4;
        if (end - at < header) {
            return damaged(sink, at, "Template cut short");
        }
        int scopes = options ? NetworkBytes.u16(bytes, at + 4) : 0;
        String problem = problem(id, count, scopes);
        if (problem != null) {
            return damaged(sink, at, problem);
        }
        List<TemplateField> fields = new ArrayList<>(count);
        int here = at + header;
        for (int i = 0; i < count; i++) {
            boolean enterprise = here < end && bytes[here] < 0;
            int length = enterprise ? 8 : 4;
            if (end - here < length) {
                return damaged(sink, at, "Template " + id + " of " + count + " fields cut short");
            }
            fields.add(new TemplateField(
                    enterprise ? (int) NetworkBytes.u32(bytes, here + 4) : 0,
                    NetworkBytes.u16(bytes, here) & 0x7fff,
                    NetworkBytes.u16(bytes, here + 2)));
            here += length;
        }
        sink.define(id, new Template(fields, options ? scopes : -1));
        return here;
    }

    private static void withdraw(int id, Sink sink) {
        if (id >= Template.FIRST_ID) {
            sink.withdraw(id);
        } else if (id == 2 || id == 3) {
            sink.withdrawAll(id == 3);
        }
    }

    private static String problem(int id, int count, int scopes) {
        if (id < Template.FIRST_ID) {
            return "Template has the reserved id " + id;
        }
        if (count == 0 || count > Template.MAXIMUM_FIELDS || scopes > count) {
            return "Template " + id + " has " + count + " fields, " + scopes + " of them scope";
        }
        return null;
    }

    private static int damaged(Sink sink, int at, String reason) {
        sink.damaged(at, reason);
        return -1;
    }
}
