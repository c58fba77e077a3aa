/** The whole pipeline on sample networks. */
package org.flowfoundry.app.demo;
