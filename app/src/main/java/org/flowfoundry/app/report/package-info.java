/** HTML reports with plots, in one file that needs nothing else. */
package org.flowfoundry.app.report;
