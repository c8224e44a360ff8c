/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The component in Spring Boot applications. */
package io.natsbridge.camel.springboot;
