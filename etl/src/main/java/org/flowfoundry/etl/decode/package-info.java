/**
 * What every flow format has in common. A format is one {@link org.flowfoundry.etl.decode.FlowFormat} in a package of its
 * own below this one, one line in {@code META-INF/services}, and golden samples in its tests. Plain Java: no Spark here.
 */
package org.flowfoundry.etl.decode;
