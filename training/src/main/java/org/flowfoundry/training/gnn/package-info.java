/** The spatio-temporal network over flow graphs: model, pre-training by link prediction, its quality, use and fine-tuning. */
package org.flowfoundry.training.gnn;
