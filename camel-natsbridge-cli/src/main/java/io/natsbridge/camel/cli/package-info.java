/** The command line: what passes on a subject, files to send and to fetch, dead letters, and a check of everything around. */
package io.natsbridge.camel.cli;
