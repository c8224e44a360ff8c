/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What the tests themselves keep to. */
@AnalyzeClasses(packages = "io.natsbridge.camel", importOptions = OnlyIncludeTests.class)
class TestRulesTest {

    @ArchTest
    static final ArchRule NO_TEST_SLEEPS = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(nameMatching("sleep"))));

    @ArchTest
    static final ArchRule UNIT_TESTS_NEED_NO_SERVER = noClasses()
            .that()
            .haveSimpleNameEndingWith("Test")
            .and()
            .doNotBelongToAnyOf(TestRulesTest.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(NatsExtension.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(PlikExtension.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Socket.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ServerSocket.class);

    @ArchTest
    static final ArchRule NAMES_OF_TESTS_SAY_WHAT_HAPPENS =
            noMethods().that().areAnnotatedWith(Test.class).should().haveNameMatching("test.*");

    @ArchTest
    static final ArchRule TESTS_ARE_NOT_PUBLIC =
            methods().that().areAnnotatedWith(Test.class).should().notBePublic();
}
