/** How parameters follow gradients: AdamW, schedules, clipping, moving averages, the outer step of local training. */
package org.flowfoundry.training.optimizer;
