/** What happens in a sample network beside its daily business: attacks, and a crowd that only looks like one. */
package org.flowfoundry.etl.simulate.event;
