/** A Quarkus application that sends itself a table and a file through {@code natsbridge:}. */
package io.natsbridge.camel.quarkus;
