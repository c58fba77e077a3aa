/** What is asked about flows: which labels mean which class. */
package org.flowfoundry.evaluation.task;
