package org.flowfoundry.etl.simulate.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Endpoints;
import org.flowfoundry.etl.simulate.traffic.RandomStream;

/** Zeek's {@code conn.log} in its TSV form, archived by the hour under Zeek's own names. */
final class ZeekLog implements FlowFile {

    private static final DateTimeFormatter DAY = Times.format("uuuu-MM-dd");
    private static final DateTimeFormatter CLOCK = Times.format("HH:mm:ss");
    private static final DateTimeFormatter HEADER_TIME = Times.format("uuuu-MM-dd-HH-mm-ss");
    private static final String UID_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int UID_LENGTH = 17;
    private static final String FIELDS =
            "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\t"
                    + "orig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\t"
                    + "orig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents";
    private static final String TYPES = "time\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\t"
            + "string\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]";

    private final BufferedWriter out;
    private final long hourStart;
    private final Form form;
    private final Truth truth;
    private final StringBuilder line = new StringBuilder(256);

    private ZeekLog(Path file, long hourStart, Form form, Truth truth) throws IOException {
        this.out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        this.hourStart = hourStart;
        this.form = form;
        this.truth = truth;
        out.write("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n");
        out.write("#open\t" + Times.text(HEADER_TIME, hourStart) + "\n");
        out.write("#fields\t" + FIELDS + "\n#types\t" + TYPES + "\n");
    }

    /** Logs of one sensor; the random stream makes its connection ids. */
    record Form(Vantage vantage, RandomStream random) implements Format {

        @Override
        public String path(long hourStart) {
            return Times.text(DAY, hourStart) + "/conn." + Times.text(CLOCK, hourStart) + "-"
                    + Times.text(CLOCK, hourStart + Times.HOUR) + ".log.gz";
        }

        @Override
        public FlowFile create(Path file, long hourStart, Truth truth) throws IOException {
            return new ZeekLog(file, hourStart, this, truth);
        }

        private String nextUid() {
            StringBuilder uid = new StringBuilder("C");
            for (int i = 0; i < UID_LENGTH; i++) {
                uid.append(UID_LETTERS.charAt(random.nextInt(UID_LETTERS.length())));
            }
            return uid.toString();
        }
    }

    @Override
    public void write(ExportedFlow flow) throws IOException {
        String uid = form.nextUid();
        Conversation counted = flow.counted();
        Endpoints endpoints = counted.endpoints();
        line.setLength(0);
        add(seconds(counted.start())).add(uid);
        add(endpoints.source().text()).add(endpoints.sourcePort());
        add(endpoints.destination().text()).add(endpoints.destinationPort());
        add(protocol(endpoints)).add(service(counted));
        addVolumes(counted);
        add(counted.outcome().connectionState());
        add(flag(form.vantage().isHome(endpoints.source())));
        add(flag(form.vantage().isHome(endpoints.destination())));
        add(0).add(endpoints.icmp() ? "-" : counted.outcome().history());
        add(counted.forward().packets()).add(counted.forward().bytes());
        add(counted.reverse().packets()).add(counted.reverse().bytes());
        line.append("-\n");
        out.append(line);
        truth.add(flow, uid);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write("#close\t" + Times.text(HEADER_TIME, hourStart + Times.HOUR) + "\n");
        }
    }

    /** Duration and payloads, which Zeek leaves unset where there was but one packet. */
    private void addVolumes(Conversation counted) {
        if (counted.packets() == 1) {
            add("-").add("-").add("-");
        } else {
            add(seconds(counted.end() - counted.start()));
            add(counted.forward().payload()).add(counted.reverse().payload());
        }
    }

    /** What Zeek's analyzers find in the payload; without any there is nothing to find. */
    private static String service(Conversation counted) {
        String application = counted.cause().application();
        boolean spoken = counted.forward().payload() + counted.reverse().payload() > 0;
        return application.isEmpty() || !spoken ? "-" : application;
    }

    private static String protocol(Endpoints endpoints) {
        return switch (endpoints.protocol()) {
            case Endpoints.TCP -> "tcp";
            case Endpoints.UDP -> "udp";
            default -> "icmp";
        };
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }

    private static String flag(boolean value) {
        return value ? "T" : "F";
    }

    private ZeekLog add(String value) {
        line.append(value).append('\t');
        return this;
    }

    private ZeekLog add(long value) {
        line.append(value).append('\t');
        return this;
    }
}
