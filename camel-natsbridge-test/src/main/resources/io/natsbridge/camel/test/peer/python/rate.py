# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""How many messages a second this library sends or receives, its trace log left out. Neither way waits for the broker.

    python rate.py URL send SUBJECT BYTES MILLIS    writes the rate as its last line
    python rate.py URL receive SUBJECT STEP         says on SUBJECT.ready that it is there, on SUBJECT.step that it has
                                                    read STEP more; ends with a message on SUBJECT.end
"""

import asyncio
import os
import sys
import time

import natsbridge

BATCH = 64


async def send_for(connection, subject: str, size: int, seconds: float) -> float:
    payload = os.urandom(size)
    start = time.perf_counter()
    sent = 0
    while time.perf_counter() < start + seconds:
        for _ in range(BATCH):
            _, json = await natsbridge.smartsend(
                subject, [("data", payload, "binary")], nats_connection=connection, is_publish=False
            )
            await connection.publish(subject, json.encode())
        sent += BATCH
        await natsbridge.flush(connection)
    return sent / (time.perf_counter() - start)


async def receive(connection, subject: str, step: int) -> None:
    read = 0
    end = asyncio.Event()

    async def take(msg) -> None:
        nonlocal read
        await natsbridge.smartreceive(msg)
        read += 1
        if read % step == 0:
            await connection.publish(f"{subject}.step", b"")

    async def stop(msg) -> None:
        end.set()

    await connection.subscribe(f"{subject}.end", cb=stop)
    await connection.subscribe(subject, cb=take)
    await natsbridge.flush(connection)
    await connection.publish(f"{subject}.ready", b"")
    await end.wait()


async def main(url: str, way: str, subject: str, amount: str, millis: str = "0") -> None:
    connection = await natsbridge.connect(url)
    natsbridge.log_trace = lambda correlation_id, message: None
    if way == "send":
        await send_for(connection, subject, int(amount), int(millis) / 2000)
        print(await send_for(connection, subject, int(amount), int(millis) / 1000))
    else:
        await receive(connection, subject, int(amount))
    await connection.close()


asyncio.run(main(*sys.argv[1:]))
