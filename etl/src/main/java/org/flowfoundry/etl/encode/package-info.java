/** Flow records as bytes: fields, templates and messages of IPFIX (RFC 7011), whatever the records come from. */
package org.flowfoundry.etl.encode;
