#!/usr/bin/env python3
"""Checks an exported list of headers of a record against a code printed on paper.

A second reader, written from FORMAT.md alone: it shares no code with the program and needs nothing but Python 3. It holds no
key and sees no text. Exit code 0: everything verifies; 1: something does not, each thing named; 2: wrong arguments.

    python3 verify_headers.py HEADERS [--anchor CODE] [--date YYYY-MM-DD] [--no-signatures]
"""

import argparse
import base64
import hashlib
import json
import sys

# --- Ed25519 verification (RFC 8032), in affine-free coordinates -----------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    m, n, o, p = f - e, h - g, h + g, f + e
    return m * n % P, o * p % P, n * o % P, m * p % P


def times(number, point):
    result = NEUTRAL
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(data):
    """The point that 32 bytes stand for; None when they stand for none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    # A point of small order signs anything: strict verification refuses it.
    if a is None or r is None or s >= L or same(times(8, a), NEUTRAL) or same(times(8, r), NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(k, a)))


# --- The record ------------------------------------------------------------------------------------------------------------

SIZES = {"id": 16, "device": 16, "device_previous": 32, "stream": 16, "nonce": 24, "ct_hash": 32, "previous": 32,
         "hash": 32, "sig": 64}
ROW = {"seq", "device_seq", "epoch", "author", "at", "flags", "class", "commitment", *SIZES}


def field(data):
    return len(data).to_bytes(4, "big") + data


def whole(number, size):
    if type(number) is not int:
        raise ValueError("a number is no number")
    return number.to_bytes(size, "big")


def read_row(line):
    """A row with its binary fields as bytes. Raises ValueError for anything that no row ever was."""
    row = json.loads(line)
    if not isinstance(row, dict) or set(row) != ROW:
        raise ValueError("a field is missing or unknown")
    for name, size in SIZES.items():
        row[name] = bytes.fromhex(row[name])
        if len(row[name]) != size:
            raise ValueError(f"{name} has a wrong length")
    row["commitment"] = bytes.fromhex(row["commitment"])
    if len(row["commitment"]) not in (0, 32):
        raise ValueError("commitment has a wrong length")
    return row


def hash_of(vault, row):
    header = b"".join(field(part) for part in (
        vault, whole(row["seq"], 8), row["id"], row["device"], whole(row["device_seq"], 8), row["device_previous"],
        row["stream"], whole(row["epoch"], 4), row["author"].encode(), row["at"].encode(), whole(row["flags"], 4),
        row["class"].encode(), row["commitment"], row["nonce"]))
    return hashlib.sha256(b"custodian/event/v1" + header + field(row["ct_hash"]) + field(row["previous"])).digest()


def code_of(digest):
    return base64.b32encode(digest).decode()[:20]


def check(lines, anchor, date, with_signatures):
    """All that is wrong, and what an anchor found."""
    wrong = []
    try:
        head = json.loads(lines[0])
        if (head["format"], head["version"]) != ("custodian-headers", 1):
            raise ValueError("another format")
        vault = bytes.fromhex(head["vault_id"])
        authors = {a["slot"]: (bytes.fromhex(a["ed25519"]), a["from"], a["until"]) for a in head["authors"]}
    except (ValueError, KeyError, TypeError, IndexError) as why:
        return [f"This is no list of headers: {why}."], None, 0
    previous, devices, found, count = bytes(32), {}, None, 0
    for line in lines[1:]:
        count += 1
        try:
            row = read_row(line)
            digest = hash_of(vault, row)
        except (ValueError, TypeError, AttributeError, OverflowError) as why:
            wrong.append(f"Row {count}: it cannot be read ({why}).")
            continue
        seq = row["seq"]
        if seq != count:
            wrong.append(f"Row {count}: it bears the number {seq}.")
        if digest != row["hash"]:
            wrong.append(f"Row {count}: one of its fields was changed.")
        if row["previous"] != previous:
            wrong.append(f"Row {count}: it does not follow on the row before it.")
        if (row["device_seq"] - 1, row["device_previous"]) != devices.get(row["device"], (0, bytes(32))):
            wrong.append(f"Row {count}: it does not follow on the last row of its workstation.")
        key, first, last = authors.get(row["author"], (None, 0, 0))
        if key is None or seq < first or (last is not None and seq > last):
            wrong.append(f"Row {count}: its author may not write there.")
        elif with_signatures and not is_signed(key, row["hash"], row["sig"]):
            wrong.append(f"Row {count}: it is not signed by its author.")
        previous, devices[row["device"]] = row["hash"], (row["device_seq"], row["hash"])
        if anchor and code_of(row["hash"]) == anchor:
            found = (count, row["at"])
    if count == 0:
        wrong.append("There is no row at all.")
    if anchor and found is None:
        wrong.append("No row has the code that is printed on the paper: this is not the record it was printed from.")
    if found and date and found[1][:10] != date:
        wrong.append(f"The row with this code is dated {found[1][:10]}, the paper {date}.")
    return wrong, found, count


def main():
    parser = argparse.ArgumentParser(description="Checks a list of headers against a code printed on paper.")
    parser.add_argument("headers")
    parser.add_argument("--anchor", help="the 20 characters of the code; spaces and hyphens do not matter")
    parser.add_argument("--date", help="the date printed beside the code, as YYYY-MM-DD")
    parser.add_argument("--no-signatures", action="store_true", help="leave out the signatures, which take longest")
    given = parser.parse_args()
    anchor = "".join(c for c in given.anchor.upper() if c.isalnum()) if given.anchor else None
    if anchor is not None and len(anchor) != 20:
        parser.error("a code has 20 characters")
    try:
        with open(given.headers, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as why:
        print(f"The file cannot be read: {why}", file=sys.stderr)
        return 1
    wrong, found, count = check(lines, anchor, given.date, not given.no_signatures)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    print(f"{count} rows, each unchanged and in its place" + ("." if given.no_signatures else ", each signed by its author."))
    if found:
        print(f"The code on the paper is that of row {found[0]}, recorded {found[1]}.")
        if found[0] < count:
            print(f"It speaks for the rows up to {found[0]}; for those after it only a newer code does.")
    else:
        print("Without a code from paper this says only that the list agrees with itself.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
