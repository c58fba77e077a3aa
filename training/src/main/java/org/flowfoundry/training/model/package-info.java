/** Networks and their objectives, written with the kernels of {@code tensor}. */
package org.flowfoundry.training.model;
