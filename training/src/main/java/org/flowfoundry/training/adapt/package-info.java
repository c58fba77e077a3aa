/** The job {@code finetune}: a pre-trained model and a few labels to a classifier. */
package org.flowfoundry.training.adapt;
