/** Rules that the records of a network keep, found in them: what a made-up record has to keep to be possible there. */
package org.flowfoundry.training.record.rule;
