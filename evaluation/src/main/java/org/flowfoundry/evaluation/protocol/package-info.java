/** From labelled flows to bounded, leak-free rows that all methods share. */
package org.flowfoundry.evaluation.protocol;
