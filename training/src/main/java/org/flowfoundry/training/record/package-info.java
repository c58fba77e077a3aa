/** Flow records as generators make them and fidelity compares them: typed columns of values, as the source spells them. */
package org.flowfoundry.training.record;
