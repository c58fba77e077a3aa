/** Settings from a HOCON file, below those of the command line. */
package org.flowfoundry.core.config;
