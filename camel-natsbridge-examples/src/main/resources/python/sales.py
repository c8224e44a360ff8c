# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Sends sales to a Camel route as a DataFrame, and gets them back with the column total.

    python sales.py NATS_URL FILESERVER_URL    in the folder of the Python peer
"""

import asyncio
import os
import sys

sys.path.insert(0, os.getcwd())  # where natsbridge.py is

import natsbridge
import pandas as pd

natsbridge.log_trace = lambda correlation_id, message: None


def sales() -> pd.DataFrame:
    numbers = pd.Series(range(60_000))
    return pd.DataFrame({"item": "item " + (numbers % 5).astype(str), "price": numbers % 100 / 4, "count": numbers % 7})


async def main(nats_url: str, fileserver_url: str) -> None:
    connection = await natsbridge.connect(nats_url)
    replies = await connection.subscribe("sales.priced")
    await natsbridge.smartsend(
        "sales",
        [("sales", sales(), "table")],
        fileserver_url=fileserver_url,
        reply_to="sales.priced",
        nats_connection=connection,
    )
    reply = await natsbridge.smartreceive(await replies.next_msg(60), allowed_fileservers=[fileserver_url])
    [(_, priced, _)] = reply["payloads"]
    pd.testing.assert_frame_equal(priced[["item", "price", "count"]], sales())
    print(f"{len(priced):,} rows", *priced.columns)
    for item, total in priced.groupby("item")["total"].sum().items():
        print(f"{item}: {total:.2f}")
    await connection.drain()


asyncio.run(main(*sys.argv[1:]))
