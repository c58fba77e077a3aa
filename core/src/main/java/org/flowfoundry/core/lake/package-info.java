/** The lake: where tables lie, how they are described, read, and written so that a retry never duplicates. */
package org.flowfoundry.core.lake;
