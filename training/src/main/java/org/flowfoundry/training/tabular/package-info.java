/** Encoders of rows, a flow each, that learn from unlabelled ones of the same network; and their adaptation to labels. */
package org.flowfoundry.training.tabular;
