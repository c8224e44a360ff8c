/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** What the parameters and the children of a type must be, whatever a schema on the wire claims. */
final class TypeRules {

    private static final int MAX_BINARY_WIDTH = Integer.MAX_VALUE / 8;

    private TypeRules() {}

    static boolean isIntWidth(int bits) {
        return bits == 8 || bits == 16 || bits == 32 || bits == 64;
    }

    /** Refuses a field that no valid schema has. */
    static void check(Field field, String path) {
        ArrowType type = field.getType();
        List<Field> children = field.getChildren();
        boolean right =
                switch (type.getTypeID()) {
                    case Int -> isIntWidth(((ArrowType.Int) type).getBitWidth()) && children.isEmpty();
                    case Decimal -> isDecimal((ArrowType.Decimal) type) && children.isEmpty();
                    case Time -> isTime((ArrowType.Time) type) && children.isEmpty();
                    case FixedSizeBinary ->
                        isBetween(((ArrowType.FixedSizeBinary) type).getByteWidth(), 0, MAX_BINARY_WIDTH)
                                && children.isEmpty();
                    case FixedSizeList -> ((ArrowType.FixedSizeList) type).getListSize() >= 0 && children.size() == 1;
                    case List, LargeList, ListView, LargeListView -> children.size() == 1;
                    case Map -> children.size() == 1 && isEntry(children.get(0));
                    case Struct -> true;
                    case Union -> isUnion((ArrowType.Union) type, children.size());
                    case RunEndEncoded -> children.size() == 2 && isRunEnd(children.get(0));
                    default -> children.isEmpty();
                };
        if (!right) {
            throw new MalformedArrowException("column '" + path + "' is of type " + type + " with " + children.size()
                    + " children, which cannot be");
        }
    }

    private static boolean isDecimal(ArrowType.Decimal type) {
        int digits = type.getBitWidth() == 128 ? 38 : 76;
        return isBetween(type.getPrecision(), 1, digits) && isBetween(type.getScale(), -digits, digits);
    }

    private static boolean isTime(ArrowType.Time type) {
        boolean isShort = type.getUnit() == TimeUnit.SECOND || type.getUnit() == TimeUnit.MILLISECOND;
        return type.getBitWidth() == (isShort ? 32 : 64);
    }

    private static boolean isEntry(Field entry) {
        return entry.getType().getTypeID() == ArrowType.ArrowTypeID.Struct
                && entry.getDictionary() == null
                && entry.getChildren().size() == 2;
    }

    private static boolean isUnion(ArrowType.Union type, int children) {
        int[] ids = type.getTypeIds();
        Set<Integer> distinct = new HashSet<>();
        for (int id : ids) {
            if (!isBetween(id, 0, Byte.MAX_VALUE) || !distinct.add(id)) {
                return false;
            }
        }
        return ids.length == 0 ? children <= Byte.MAX_VALUE + 1 : ids.length == children;
    }

    private static boolean isRunEnd(Field field) {
        return field.getType() instanceof ArrowType.Int type
                && type.getIsSigned()
                && isBetween(type.getBitWidth(), 16, 64)
                && field.getDictionary() == null;
    }

    private static boolean isBetween(int value, int from, int to) {
        return value >= from && value <= to;
    }
}
