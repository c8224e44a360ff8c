/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.Arrays;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Which column of a union a type id means. */
final class UnionTypes {

    private static final int IDS = Byte.MAX_VALUE + 1;

    private UnionTypes() {}

    /** Index of the column for each type id from 0 to 127, or -1. */
    static int[] childOfTypeId(ColumnLayout union) {
        int[] children = new int[IDS];
        Arrays.fill(children, -1);
        int[] ids = ((ArrowType.Union) union.type()).getTypeIds();
        for (int i = 0; i < union.children().size(); i++) {
            children[ids.length == 0 ? i : ids[i]] = i;
        }
        return children;
    }
}
