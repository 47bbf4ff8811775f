"""Reads a file that the page exported, with nothing but Python's own readers and the formats' specifications, and prints
what it found as JSON:  share_files.py csv|json|svg|png|safetensors FILE"""

import csv
import json
import struct
import sys
import xml.etree.ElementTree
import zlib


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {"rows": len(rows), "runs": len({row["run"] for row in rows}), "last": float(rows[-1]["test_loss"])}


def read_json(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    return {"fingerprint": report["fingerprint"], "title": report["config"]["title"]}


def read_svg(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == space + "svg"
    titles = [element.text for element in root.iter(space + "title")]
    texts = [element.text for element in root.iter(space + "text")]
    return {"titles": titles, "texts": texts, "paths": len(list(root.iter(space + "path")))}


def read_png(path):
    """PNG specification, sections 5.2 and 11.2: signature, chunks with CRC, the header, the pixels."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, pixels = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", content[:8])
        if kind == b"IDAT":
            pixels += content
        at += 12 + length
    return {"width": width, "height": height, "colours": len(set(zlib.decompress(pixels)))}


def read_safetensors(path):
    """The format by its README: 8 bytes of length, a JSON header, then the tensors without gaps."""
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    end = 0
    for name, tensor in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, stop = tensor["data_offsets"]
        count = 1
        for size in tensor["shape"]:
            count *= size
        assert tensor["dtype"] == "F32" and start == end and stop - start == 4 * count, name
        end = stop
    assert end == len(data)
    return {"tensors": len(header)}


readers = {"csv": read_csv, "json": read_json, "svg": read_svg, "png": read_png, "safetensors": read_safetensors}
print(json.dumps(readers[sys.argv[1]](sys.argv[2])))
