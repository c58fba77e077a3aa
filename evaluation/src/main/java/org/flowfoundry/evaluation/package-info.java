/** Few-shot evaluation of models and baselines on labelled flows. */
package org.flowfoundry.evaluation;
