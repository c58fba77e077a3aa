/** What tests of all decoders share: files in memory, and what decoding them gave. */
package org.flowfoundry.etl.decode.testing;
