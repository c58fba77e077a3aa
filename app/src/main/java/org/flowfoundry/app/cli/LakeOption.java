package org.flowfoundry.app.cli;

import picocli.CommandLine.Option;

/** Which lake a command works on. */
final class LakeOption {

    @Option(names = "--lake", required = true, paramLabel = "URI", description = "Folder or bucket of the lake.")
    String uri;
}
