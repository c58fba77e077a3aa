/** Whether a version of a model is good enough to be the one that is used. */
package org.flowfoundry.evaluation.gate;
