/**
 * JSON and UTF-8, read and written strictly; start with {@link io.natsbridge.camel.json.Json}. Imports Jackson and the JDK alone.
 */
package io.natsbridge.camel.json;
