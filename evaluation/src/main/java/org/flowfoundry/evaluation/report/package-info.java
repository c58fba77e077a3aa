/** What came out: a page to read, a JSON file, a table. */
package org.flowfoundry.evaluation.report;
