package org.flowfoundry.etl.decode.netflow;

import java.io.IOException;
import java.util.Set;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.capture.CaptureReader;
import org.flowfoundry.etl.decode.capture.CapturedPacket;
import org.flowfoundry.etl.decode.capture.NetworkBytes;
import org.flowfoundry.etl.decode.capture.UdpDatagram;
import org.flowfoundry.etl.decode.capture.UdpDatagrams;

/**
 * Messages in the UDP datagrams of a capture, on any port. Datagrams that are none are passed over, but for those from an
 * exporter to a port that receives its messages: they must be damaged.
 */
final class CapturedMessages implements MessageSource {

    private final UdpDatagrams datagrams;
    private final UdpDatagram datagram = new UdpDatagram();
    private final Set<ExportPath> paths;
    private final Quarantine quarantine;
    private int at;
    private int end;
    private long messages;
    private long unread;

    /** @param paths on which messages are known to travel */
    CapturedMessages(ByteSource source, Set<ExportPath> paths, Quarantine quarantine) throws IOException {
        this.datagrams = new UdpDatagrams(CaptureReader.open(source.open(0), quarantine));
        this.paths = paths;
        this.quarantine = quarantine;
    }

    @Override
    public boolean next(ExportMessage message) throws IOException {
        while (at < end || nextDatagram()) {
            Exporter exporter = Exporter.at(datagram.isIpv6(), datagram.sourceHigh(), datagram.sourceLow());
            if (MessageShape.isMessage(datagram.bytes(), at, end - at) || isCutMessage()) {
                messages++;
                fill(message, exporter);
                return true;
            }
            quarantineIfExport(exporter);
            at = end;
        }
        if (messages == 0 && unread == 0 && datagrams.packets() > 0) {
            unread++;
            String reason = "No export message in a capture of " + datagrams.packets() + " packets";
            quarantine.add(-1, 0, reason, new byte[0], 0, 0);
        }
        return false;
    }

    private boolean nextDatagram() throws IOException {
        boolean any = datagrams.next(datagram);
        at = any ? datagram.payload() : 0;
        end = any ? at + datagram.length() : 0;
        return any;
    }

    /** The way of the last message: its exporter, and the port it was sent to. */
    ExportPath path() {
        return new ExportPath(
                Exporter.at(datagram.isIpv6(), datagram.sourceHigh(), datagram.sourceLow()),
                datagram.destinationPort());
    }

    /** Whether the capture holds only the beginning of the datagram, and that can be a message's. */
    private boolean isCutMessage() {
        return datagram.length() < datagram.declaredLength()
                && MessageShape.beginsMessage(datagram.bytes(), at, end - at);
    }

    /** Only IPFIX says its length, so that another message could stand behind it; others fill their datagram. */
    private void fill(ExportMessage message, Exporter exporter) {
        int declaredEnd = datagram.payload() + datagram.declaredLength();
        int messageEnd = end;
        if (NetworkBytes.u16(datagram.bytes(), at) == 10) {
            declaredEnd = at + NetworkBytes.u16(datagram.bytes(), at + 2);
            messageEnd = Math.min(end, declaredEnd);
        }
        long time = datagram.timeNanos();
        long origin = datagram.fileOffset() - datagram.payload();
        long received = time == CapturedPacket.NO_TIME ? Long.MIN_VALUE : Math.floorDiv(time, 1_000);
        message.set(datagram.bytes(), at, messageEnd, declaredEnd, origin, exporter, datagram.sourcePort(), received);
        at = messageEnd;
    }

    private void quarantineIfExport(Exporter exporter) {
        int old = MessageShape.unreadVersion(datagram.bytes(), at, end - at);
        if (old > 0) {
            quarantineRest("NetFlow v" + old + " is not read");
        } else if (at > datagram.payload()) {
            if (!SetCursor.isZero(datagram.bytes(), at, end)) {
                quarantineRest((end - at) + " bytes left behind the message in its datagram");
            }
        } else if (paths.contains(new ExportPath(exporter, datagram.destinationPort()))) {
            quarantineRest("Damaged export message");
        }
    }

    private void quarantineRest(String reason) {
        unread++;
        long offset = datagram.fileOffset() + at - datagram.payload();
        quarantine.add(-1, offset, reason, datagram.bytes(), at, end - at);
    }

    @Override
    public long bytesRead() {
        return datagrams.bytesRead();
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
    }
}
