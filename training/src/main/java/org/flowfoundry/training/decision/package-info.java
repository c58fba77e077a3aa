/** From numbers that describe a host window to a decision: classifiers for few labels, calibration, the class mix. Plain Java. */
package org.flowfoundry.training.decision;
