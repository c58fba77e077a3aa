/** The job {@code pretrain}: host series to a registered model. */
package org.flowfoundry.training.pretrain;
