package org.flowfoundry.etl.decode.nfcapd;

/** What the control records read so far say of the flow records behind them. */
final class Context {

    private final Exporters exporters = new Exporters();
    private final ExtensionMaps extensionMaps = new ExtensionMaps();

    Exporters exporters() {
        return exporters;
    }

    ExtensionMaps extensionMaps() {
        return extensionMaps;
    }

    /** Takes a control record in, which is whole. */
    void learn(int type, Bytes bytes, int at, int size) throws Damage {
        switch (type) {
            case RecordType.EXTENSION_MAP -> extensionMaps.learn(bytes, at, size);
            case RecordType.EXPORTER -> exporters.learnExporter(bytes, at, size);
            case RecordType.SAMPLER_V0 -> exporters.learnSamplerV0(bytes, at, size);
            case RecordType.SAMPLER -> exporters.learnSampler(bytes, at, size);
            case RecordType.EXPORTER_V4 -> exporters.learnExporterV4(bytes, at, size);
            default -> throw new IllegalArgumentException("Not a control record: " + type);
        }
    }
}
