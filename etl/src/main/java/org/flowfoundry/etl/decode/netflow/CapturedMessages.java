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
        while (datagrams.next(datagram)) {
            int at = datagram.payload();
            Exporter exporter = Exporter.at(datagram.isIpv6(), datagram.sourceHigh(), datagram.sourceLow());
            if (MessageShape.isMessage(datagram.bytes(), at, datagram.length()) || isCutMessage()) {
                messages++;
                fill(message, exporter);
                return true;
            }
            quarantineIfExport(exporter);
        }
        if (messages == 0 && unread == 0 && datagrams.packets() > 0) {
            unread++;
            quarantine.add(
                    -1, 0, "No export message in a capture of " + datagrams.packets() + " packets", new byte[0], 0, 0);
        }
        return false;
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
                && MessageShape.beginsMessage(datagram.bytes(), datagram.payload(), datagram.length());
    }

    private void fill(ExportMessage message, Exporter exporter) {
        int at = datagram.payload();
        int end = at + datagram.length();
        int declaredEnd = at + datagram.declaredLength();
        if (NetworkBytes.u16(datagram.bytes(), at) == 10) {
            declaredEnd = at + NetworkBytes.u16(datagram.bytes(), at + 2);
            end = Math.min(end, declaredEnd);
        }
        long time = datagram.timeNanos();
        message.set(
                datagram.bytes(),
                at,
                end,
                declaredEnd,
                datagram.fileOffset() - at,
                exporter,
                datagram.sourcePort(),
                time == CapturedPacket.NO_TIME ? Long.MIN_VALUE : Math.floorDiv(time, 1_000));
    }

    private void quarantineIfExport(Exporter exporter) {
        int old = MessageShape.unreadVersion(datagram.bytes(), datagram.payload(), datagram.length());
        if (old > 0) {
            quarantineDatagram("NetFlow v" + old + " is not read");
        } else if (paths.contains(new ExportPath(exporter, datagram.destinationPort()))) {
            quarantineDatagram("Damaged export message");
        }
    }

    private void quarantineDatagram(String reason) {
        unread++;
        quarantine.add(-1, datagram.fileOffset(), reason, datagram.bytes(), datagram.payload(), datagram.length());
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
