/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.architecture;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What VERSIONING.md promises: the public types of some packages, tables, the two handlers of file servers, and whatever of this project their signatures name.
 */
final class PublicApi {

    private static final String BASE = "io.natsbridge.camel";
    private static final List<String> PACKAGES =
            List.of(BASE, BASE + ".content", BASE + ".dataformat", BASE + ".envelope", BASE + ".error");

    private final Path sources;
    private final Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));

    /** @param sources the folder of the component's Java, which tells what is generated */
    PublicApi(Path sources) {
        this.sources = sources;
        Deque<Class<?>> open = new ArrayDeque<>(
                List.of(ArrowTable.class, FileserverUploadHandler.class, FileserverDownloadHandler.class));
        PACKAGES.forEach(name -> open.addAll(typesOf(name)));
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (isOurs(type) && types.add(type)) {
                open.addAll(List.of(type.getClasses()));
                members(type).forEach(member -> open.addAll(named(member)));
            }
        }
    }

    /** A line for each type, one for each of its members behind it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types) {
            lines.add(type.toGenericString() + extended(type));
            members(type).map(PublicApi::line).sorted().forEach(lines::add);
        }
        return lines;
    }

    /** The types that are promised one by one, not with their packages. */
    List<String> single() {
        return types.stream()
                .filter(type -> type.getDeclaringClass() == null && !PACKAGES.contains(type.getPackageName()))
                .map(Class::getName)
                .toList();
    }

    private List<Class<?>> typesOf(String name) {
        try (Stream<Path> files = Files.list(sources.resolve(name.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                    .<Class<?>>map(file -> load(name + "." + file.replace(".java", "")))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NatsBridgeComponent.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(BASE) && Modifier.isPublic(type.getModifiers());
    }

    /** Those of parents that are not public are as public as if they were the type's own. */
    private static Stream<Member> members(Class<?> type) {
        Stream<Member[]> own =
                Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods());
        Class<?> parent = type.getSuperclass();
        boolean hidden =
                parent != null && parent.getName().startsWith(BASE) && !Modifier.isPublic(parent.getModifiers());
        Stream<Member> inherited =
                hidden ? members(parent).filter(Predicate.not(Constructor.class::isInstance)) : Stream.of();
        return Stream.concat(own.flatMap(Arrays::stream), inherited)
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .filter(member -> !member.isSynthetic());
    }

    private static String line(Member member) {
        String text = member instanceof Method method
                ? method.toGenericString()
                : member instanceof Constructor<?> constructor
                        ? constructor.toGenericString()
                        : ((Field) member).toGenericString();
        return "    "
                + text.replace("java.lang.", "")
                        .replace(member.getDeclaringClass().getName() + ".", "");
    }

    private static String extended(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        boolean plain = parent == null || parent == Object.class || parent == Record.class || parent == Enum.class;
        return plain ? "" : " extends " + parent.getName();
    }

    private static List<Class<?>> named(Member member) {
        List<Class<?>> all = new ArrayList<>();
        if (member instanceof Executable executable) {
            Arrays.stream(executable.getGenericParameterTypes()).forEach(type -> collect(type, all));
            all.addAll(List.of(executable.getExceptionTypes()));
        }
        if (member instanceof Method method) {
            collect(method.getGenericReturnType(), all);
        } else if (member instanceof Field field) {
            collect(field.getGenericType(), all);
        }
        return all;
    }

    private static void collect(Type type, List<Class<?>> all) {
        if (type instanceof Class<?> c) {
            all.add(c.isArray() ? c.getComponentType() : c);
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), all);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, all));
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> collect(bound, all));
        }
    }
}
