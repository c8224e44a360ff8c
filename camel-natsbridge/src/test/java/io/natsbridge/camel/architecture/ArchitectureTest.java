/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.camel.Message;

/** Who may know whom, and what nobody may use. */
@AnalyzeClasses(locations = ProductLocation.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "io.natsbridge.camel";

    @ArchTest
    static final ArchRule ERRORS_KNOW_THE_JDK_ALONE = knows("error");

    @ArchTest
    static final ArchRule JSON_KNOWS_JACKSON = knows("json", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule CONTENTS_KNOW_ERRORS = knows("content", own("error"), "org.slf4j..");

    @ArchTest
    static final ArchRule ENVELOPES_KNOW_JSON_AND_CONTENTS =
            knows("envelope", own("json"), own("content"), own("error"), "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule CSV_KNOWS_JACKSON = knows("csv", own("json"), own("error"), "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule TABLES_KNOW_ARROW = knows(
            "arrow", own("content"), own("error"), "org.apache.arrow..", "com.google.flatbuffers..", "org.slf4j..");

    @ArchTest
    static final ArchRule CODECS_KNOW_ENVELOPES_AND_TABLES =
            knows("codec", own("envelope"), own("arrow"), own("json"), own("csv"), own("content"), own("error"));

    @ArchTest
    static final ArchRule STORES_KNOW_HTTP = knows(
            "store",
            own("content"),
            own("error"),
            "org.apache.hc..",
            "com.fasterxml.jackson..",
            "org.slf4j..",
            "javax.net.ssl..");

    @ArchTest
    static final ArchRule THE_BRIDGE_KNOWS_CODECS_AND_STORES = knows(
            "bridge",
            own("envelope"),
            own("codec"),
            own("store"),
            own("content"),
            own("json"),
            own("error"),
            "org.slf4j..");

    @ArchTest
    static final ArchRule METERS_KNOW_THE_BRIDGE_AND_MICROMETER = knows(
            "metrics",
            own("bridge"),
            own("store"),
            own("envelope"),
            own("content"),
            own("error"),
            "io.micrometer.core..");

    @ArchTest
    static final ArchRule ONLY_METERS_AND_WHO_FINDS_THEIR_REGISTRY_KNOW_MICROMETER = noClasses()
            .that()
            .resideOutsideOfPackage(own("metrics"))
            .and()
            .haveNameNotMatching(BASE + "\\.MeterLookup.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule CONVERTERS_KNOW_CAMEL_AND_VALUES = knows(
            "converter",
            own("envelope"),
            own("codec"),
            own("csv"),
            own("arrow"),
            own("json"),
            own("content"),
            own("error"),
            "org.apache.camel..",
            "org.apache.arrow..",
            "com.fasterxml.jackson..",
            "javax.imageio..",
            "javax.sound.sampled..");

    @ArchTest
    static final ArchRule ONLY_THE_BASE_KNOWS_NATS = noClasses()
            .that()
            .resideOutsideOfPackage(BASE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats..");

    @ArchTest
    static final ArchRule ONLY_THE_BASE_CONVERTERS_AND_THE_DATA_FORMAT_KNOW_CAMEL = noClasses()
            .that()
            .resideOutsideOfPackages(BASE, own("converter"), own("dataformat"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule ONLY_TABLES_AND_CONVERTERS_KNOW_ARROW = noClasses()
            .that()
            .resideOutsideOfPackages(own("arrow"), own("converter"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.arrow..");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_READS_JAVA_SERIALIZATION =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule NOBODY_LETS_THE_INPUT_CHOOSE_JAVA_TYPES = noClasses()
            .should()
            .callMethodWhere(
                    target(
                            nameMatching(
                                    "activateDefaultTyping.*|enableDefaultTyping|setPolymorphicTypeValidator|polymorphicTypeValidator")))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo");

    @ArchTest
    static final ArchRule ONLY_RETRIES_SLEEP = noClasses()
            .that()
            .haveNameNotMatching(BASE + "\\.store\\.RetryPolicy.*")
            .should()
            .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(nameMatching("sleep"))));

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(target(nameMatching("printStackTrace")));

    @ArchTest
    static final ArchRule ONLY_TABLES_KNOW_THE_OLD_DATE = noClasses()
            .that()
            .resideOutsideOfPackage(own("arrow"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Date.class);

    @ArchTest
    static final ArchRule TIME_OUTS_DO_NOT_FOLLOW_THE_WALL_CLOCK =
            noClasses().should().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .should()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager");

    @ArchTest
    static final ArchRule BODIES_AND_HEADERS_ARE_TOUCHED_IN_FEW_PLACES = noClasses()
            .that(describe("are not made for it", ArchitectureTest::isNotMadeForMessages))
            .should()
            .callMethodWhere(target(owner(assignableTo(Message.class)))
                    .and(target(
                            nameMatching("(get|set|remove|has|getMandatory)(Body|Header|Headers|HeaderOrElse).*"))));

    private static boolean isNotMadeForMessages(JavaClass type) {
        List<String> made = List.of(
                "ExchangePayloads",
                "ExchangeOptions",
                "BodyPayloads",
                "NatsHeaders",
                "NatsBridgeSpanDecorator",
                "Received",
                "ReceivedMessage",
                "ClaimCheck",
                "UploadProcessor",
                "ObjectStoreDownloadProcessor",
                "NatsBridgeDataFormat");
        return !made.contains(type.getSimpleName());
    }

    private static ClassesShouldConjunction knows(String name, String... others) {
        List<String> known = new ArrayList<>(Arrays.asList(others));
        known.add(own(name));
        known.add("java..");
        return classes()
                .that()
                .resideInAPackage(own(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new))
                        .or(describe("are primitive", type -> type.getBaseComponentType()
                                .isPrimitive())));
    }

    private static String own(String name) {
        return BASE + "." + name;
    }
}
