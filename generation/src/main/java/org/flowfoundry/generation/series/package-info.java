/** Series of traffic as Gramian angular fields, where they come from, and synthetic ones. */
package org.flowfoundry.generation.series;
