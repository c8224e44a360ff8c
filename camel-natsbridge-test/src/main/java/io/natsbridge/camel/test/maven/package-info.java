/**
 * Maven as somebody types it, in a home and with a local repository of its own, which finds the modules of this build as if they were
 * published. For the tests of this project alone: they type what its README says.
 */
package io.natsbridge.camel.test.maven;
