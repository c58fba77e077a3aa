/** Numeric features of single flows: one formula, one name and one comment per column. */
package org.flowfoundry.features.flow;
