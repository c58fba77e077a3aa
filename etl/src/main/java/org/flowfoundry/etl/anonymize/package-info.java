/** Replaces addresses by pseudonyms that keep their prefixes (Crypto-PAn), under a key that only the user has. */
package org.flowfoundry.etl.anonymize;
