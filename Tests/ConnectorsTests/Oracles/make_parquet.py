#!/usr/bin/env python3
"""Writes the Parquet and Arrow files that the tests read, and `types.csv`, what is in all of them.

    python3 make_parquet.py        (needs pyarrow, polars and duckdb)

All files hold the same table; they differ in who wrote them and in how values are stored. Moments are text in the
CSV as the reader gives them.
"""

import datetime
import decimal
import math
import pathlib

import duckdb
import polars
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "Fixtures"
ROWS = 61
UTC = datetime.timezone.utc


def values(make, every):
    """ROWS values of which some are missing."""
    return [None if every and i % every == every - 1 else make(i) for i in range(ROWS)]


def moment(i, step):
    return datetime.datetime(2013, 1, 1, 10) + datetime.timedelta(hours=31 * i, microseconds=step * (i % 4))


COLUMNS = {
    "required": (pa.int32(), values(lambda i: i * i - 100, 0)),
    "i8": (pa.int8(), values(lambda i: i % 200 - 100, 7)),
    "i16": (pa.int16(), values(lambda i: i * 500 - 15000, 5)),
    "i32": (pa.int32(), values(lambda i: (i - 30) * 70_000_000, 4)),
    "i64": (pa.int64(), values(lambda i: (i - 30) * (1 << 57), 9)),
    "u8": (pa.uint8(), values(lambda i: i * 4, 6)),
    "u32": (pa.uint32(), values(lambda i: i * 70_000_000, 6)),
    "f32": (pa.float32(), values(lambda i: i / 8 - 3, 8)),
    "f64": (pa.float64(), values(lambda i: math.sin(i) * 10.0 ** (i - 30), 3)),
    "flag": (pa.bool_(), values(lambda i: i % 3 == 0, 10)),
    "word": (pa.string(), values(lambda i: ["rock", "jazz", "", "k-pop", "ελληνικά"][i % 5], 7)),
    "title": (pa.string(), values(lambda i: f"Song number {i * 7919} «日本» of the set", 11)),
    "day": (pa.date32(), values(lambda i: datetime.date(1890, 1, 1) + datetime.timedelta(days=2011 * i), 5)),
    "ms": (pa.timestamp("ms", "UTC"), values(lambda i: moment(i, 7000).replace(tzinfo=UTC), 6)),
    "us": (pa.timestamp("us"), values(lambda i: moment(i, 7), 0)),
    "ns": (pa.timestamp("ns", "UTC"), values(lambda i: moment(i, 0).replace(tzinfo=UTC), 8)),
    "clock": (pa.time64("us"), values(lambda i: datetime.time(i % 24, i % 60, 5, 250_000 * (i % 2)), 7)),
    "price": (pa.decimal128(7, 2), values(lambda i: decimal.Decimal(i * 1234 - 30000) / 100, 9)),
    "large": (pa.decimal128(18, 4), values(lambda i: decimal.Decimal(i * 12345678901 - 9) / 10000, 9)),
    "huge": (pa.decimal128(38, 6), values(lambda i: decimal.Decimal((i - 30) * 123456789012345678901234) / 10**6, 9)),
    "nothing": (pa.string(), [None] * ROWS),
}
DECIMALS = ["price", "large", "huge"]


def table(names=None):
    chosen = {name: COLUMNS[name] for name in names or COLUMNS}
    fields = [pa.field(name, kind, nullable=name != "required") for name, (kind, _) in chosen.items()]
    arrays = [pa.array(cells, kind) for kind, cells in chosen.values()]
    return pa.table(arrays, schema=pa.schema(fields))


def time_text(value):
    fraction = value.microsecond
    text = value.strftime("%H:%M:%S")
    if fraction == 0:
        return text
    return text + (f".{fraction // 1000:03d}" if fraction % 1000 == 0 else f".{fraction:06d}")


def cell(kind, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT") + time_text(value) + ("Z" if value.tzinfo else "")
    if isinstance(value, datetime.time):
        return time_text(value)
    if isinstance(value, (datetime.date, int)):
        return str(value)
    if isinstance(value, (float, decimal.Decimal)):
        return repr(float(value))
    return '"' + value.replace('"', '""') + '"'


def write_oracle():
    lines = [",".join(COLUMNS)]
    for row in range(ROWS):
        lines.append(",".join(cell(kind, cells[row]) for kind, cells in COLUMNS.values()))
    (FOLDER / "types.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def parquet(name, names=None, **options):
    options.setdefault("row_group_size", 40)
    pq.write_table(table(names), FOLDER / f"{name}.parquet", **options)


def main():
    FOLDER.mkdir(exist_ok=True)
    write_oracle()
    parquet("pyarrow-default")
    parquet("pyarrow-v1", compression="gzip", version="1.0", data_page_version="1.0", coerce_timestamps="us",
            names=[name for name in COLUMNS if name != "u32"])
    parquet("pyarrow-v2-zstd", compression="zstd", data_page_version="2.0", data_page_size=64, write_page_checksum=True)
    parquet("pyarrow-plain", compression="none", use_dictionary=False)
    parquet("pyarrow-brotli", compression="brotli", use_dictionary=False, data_page_size=64)
    parquet("pyarrow-lz4", compression="lz4", store_decimal_as_integer=True)
    parquet("pyarrow-int96", use_deprecated_int96_timestamps=True, names=["required", "ns", "word"])
    numbers = ["required", "i8", "i16", "i32", "i64", "u8", "u32", "day", "ms", "us", "ns", "clock"]
    texts = ["word", "title", "nothing"]
    parquet("pyarrow-delta", names=numbers + texts + ["flag"], use_dictionary=False, data_page_version="2.0",
            column_encoding={**{name: "DELTA_BINARY_PACKED" for name in numbers},
                             **{name: "DELTA_BYTE_ARRAY" for name in texts}, "flag": "RLE"})
    parquet("pyarrow-delta-length", names=["required"] + texts, use_dictionary=False,
            column_encoding={name: "DELTA_LENGTH_BYTE_ARRAY" for name in texts})
    split = ["required", "i32", "i64", "f32", "f64", "price"]
    parquet("pyarrow-split", names=split, use_dictionary=False,
            column_encoding={name: "BYTE_STREAM_SPLIT" for name in split})
    frame = polars.from_arrow(table())
    frame.write_parquet(FOLDER / "polars-default.parquet")
    frame.write_parquet(FOLDER / "polars-lz4.parquet", compression="lz4", row_group_size=25, data_page_size=64)
    source = table()
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name, options in [("default", ""), ("v2", ", PARQUET_VERSION V2, COMPRESSION zstd")]:
        path = FOLDER / f"duckdb-{name}.parquet"
        connection.execute(f"COPY (SELECT * FROM source) TO '{path}' (FORMAT parquet{options})")
    nested = pa.table({
        "id": [1, 2, 3],
        "user": [{"name": "Ann", "age": 5}, None, {"name": None, "age": 7}],
        "tags": [["a"], [], None],
    })
    pq.write_table(nested, FOLDER / "nested.parquet")
    lists = pa.table({
        "id": [1, 2, 3, 4, 5, 6],
        "tags": [["a", 'say "b"'], [], None, ["c", None], ["a"], ["é\n"]],
        "numbers": pa.array([[1, 2, 3], None, [], [4], [None], [5, 6]], pa.list_(pa.int64())),
        "halves": pa.array([[0.5], [1.5, 2.0], None, [], [3.25], [4.0]], pa.list_(pa.float64())),
        "hash": pa.array([1, 2**64 - 1, None, 2**63, 5, 0], pa.uint64()),
        "small": pa.array([1, 2, None, 3, 2**63 - 1, 0], pa.uint64()),
        "grid": pa.array([[[1]], None, [], [[2], [3]], [[]], [[4]]], pa.list_(pa.list_(pa.int64()))),
    })
    pq.write_table(lists, FOLDER / "lists.parquet", row_group_size=4)
    pq.write_table(lists, FOLDER / "lists-v2.parquet", data_page_version="2.0", use_dictionary=False, data_page_size=16)
    uuid = "SELECT uuid() IS NOT NULL AS there, '123e4567-e89b-12d3-a456-426614174000'::UUID AS id, INTERVAL '1 month 2 days' AS span"
    connection.execute(f"COPY ({uuid}) TO '{FOLDER / 'odd.parquet'}' (FORMAT parquet)")

    pyarrow.feather.write_feather(table(), FOLDER / "pyarrow.feather", chunksize=40)
    for name, compression in [("plain", None), ("lz4", "lz4"), ("zstd", "zstd")]:
        options = pa.ipc.IpcWriteOptions(compression=compression)
        with pa.ipc.new_file(FOLDER / f"pyarrow-{name}.arrow", table().schema, options=options) as writer:
            writer.write_table(table(), max_chunksize=40)
    coded = table(["required", "word", "title"])
    coded = coded.set_column(1, "word", coded["word"].combine_chunks().dictionary_encode())
    with pa.ipc.new_stream(FOLDER / "pyarrow-stream.arrows", coded.schema) as writer:
        writer.write_table(coded, max_chunksize=40)
    frame.write_ipc(FOLDER / "polars.arrow")
    frame.with_columns(polars.col("word").cast(polars.Categorical)).write_ipc(
        FOLDER / "polars-zstd.arrow", compression="zstd")


if __name__ == "__main__":
    main()
