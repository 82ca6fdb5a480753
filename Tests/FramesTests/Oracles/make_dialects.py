#!/usr/bin/env python3
"""Writes dialects.json beside this file: files in many dialects, and what pandas reads in them when it is told each.

    python3 make_dialects.py        # needs pandas; the output is committed

All values are text. Where pandas has no word for a dialect, the table it was written from is what counts.
"""

import base64
import io
import json
import pathlib

import pandas

CASES = []


def case(name, text, table=None, encoding="utf-8", **told):
    """A file, and its table: what pandas reads, or the one that is given, its names first."""
    data = text if isinstance(text, bytes) else text.encode(encoding)
    if table is None:
        frame = pandas.read_csv(
            io.BytesIO(data), dtype=str, keep_default_na=False, na_values=[], encoding=encoding, index_col=False, **told
        )
        table = [list(frame.columns)] + frame.fillna("").values.tolist()
    CASES.append({"name": name, "bytes": base64.b64encode(data).decode(), "table": table})


# The first row.
case("missing marks in the first row", "place,code,value\nAlpha,A1,..\nBeta,B1,5.1\nGamma,C1,6.2\nDelta,D1,7.3\n")
case("marks in brackets", "Area,Q1,Q2\nNorth,[x],[x]\nSouth,10,12\nEast,11,13\nWest,9,8\n")
case("no name for the first column", "Area,Q1,\nNorth,[x],[x]\nSouth,10,12\nEast,1,2\n", [["Area", "Q1", "Column 3"], ["North", "[x]", "[x]"], ["South", "10", "12"], ["East", "1", "2"]])
case("a first row of words", "x,y\nlow,high\n1,2\n3,4\n5,6\n")
case("a first row of marks", "x,y\nn.d.,n.d.\n1,2\n3,4\n5,6\n")
case("a short first row", "place,code,value\nAlpha,A1\nBeta,B1,5.1\nGamma,C1,6.2\n")
case("a first row of one field", "place,code,value\nAlpha\nBeta,B1,5.1\nGamma,C1,6.2\n")
case("a short header", "a,b\n1,2,3,4\n5,6,7,8\n9,1,2,3\n", [["a", "b", "Column 3", "Column 4"], ["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "1", "2", "3"]])
case("numbers as names", "sample,100022,100025\ns1,5,6\ns2,7,8\ns3,9,1\n")
case("one number as a name", "sample,100022\ns1,5\ns2,7\ns3,9\n")
case("years as names", "Country,2001,2002,2003\nCH,7.2,7.3,7.4\nFR,60.1,60.9,61.1\n")
case("groups of columns", "Country,2020,,2021,\n,pop,gdp,pop,gdp\nCH,8.1,700,8.2,710\nDE,83,3800,83.1,3900\nFR,67,2600,67.2,2700\n", [["Country", "2020 pop", "2020 gdp", "2021 pop", "2021 gdp"], ["CH", "8.1", "700", "8.2", "710"], ["DE", "83", "3800", "83.1", "3900"], ["FR", "67", "2600", "67.2", "2700"]])
# One column.
for name, values in {
    "times": ["time", "10:15", "11:20", "12:45"],
    "times with seconds": ["start time", "10:15:00", "11:20:30"],
    "moments": ["when", "2020-01-01 10:15", "2020-01-02 11:15"],
    "titles": ["title", "Rome Open City", "Giliap", "The Good, the Bad", "Alien 3"],
    "links": ["link", "https://a.example/x?y=1;z=2", "https://b.example/", "http://c.example/a|b"],
    "people": ["name", "Smith, John", "Doe, Jane"],
    "lists": ["tags", "a,b", "c,d", "e,f"],
    "decimal commas": ["x", "1,5", "2,75", "3,25"],
}.items():
    case(f"one column of {name}", "\n".join(values) + "\n", [[value] for value in values])
case("one column in quotes", 'name\n"Smith, John"\n"Doe, Jane"\n')
# Lists inside cells.
case("lists with semicolons", "id,tags\n1,a;b;c\n2,d;e;f\n3,g;h;i\n")
case("lists with bars", "id,tags\n1,a|b\n2,d|e\n3,g|h\n")
case("lists with commas", "id;list\n1;[1, 2, 3]\n2;[4, 5, 6]\n", sep=";")
case("objects in cells", 'id\tj\n1\t{"a": 1, "b": 2}\n2\t{"a": 3, "b": 4}\n', sep="\t", quoting=3)
# Delimiters.
case("runs of blanks", "mpg   cyl disp\n21.0    6  160\n22.8    4  108\n21.4    6  258\n", sep=r"\s+")
case("runs of blanks in front", "  a   b\n  1  2\n 10 20\n  3  4\n", sep=r"\s+")
case("two colons", "a::b::c\n1::x::2\n3::y::4\n", sep="::", engine="python")
case("a bar between blanks", "a | b | c\n1 | x y | 2\n3 | z | 4\n", sep=r" \| ", engine="python")
case("a comma and a blank", "a, b, c\n1, x y, 2\n3, z, 4\n", skipinitialspace=True)
case("a quote behind a blank", 'name, age, town\n"Ann", 34, "Bern, CH"\n"Bob", 28, "Ulm"\n', skipinitialspace=True)
case("a semicolon and a blank", 'a; b; c\n1; "x; y"; 2\n3; z; 4\n', sep=";", skipinitialspace=True)
case("the line that tells it", "sep=;\na;b;c\n1;2;3\n4;5;6\n", sep=";", skiprows=1)
case("the same in quotes", '"sep=\t"\na\tb\n1\t2\n', sep="\t", skiprows=1)
# Quotes.
case("single quotes", "id,name,text\n1,men's hat,'rugged, 5\" warm'\n2,hat,'light, thin'\n3,women's hat,'old, big'\n", quotechar="'")
case("apostrophes", "id,name\n1,it's\n2,rock 'n' roll\n3,'tis\n")
# Line ends.
case("CR around a quoted LF", 'a,b\r1,"x\ny"\r3,z\r', [["a", "b"], ["1", "x\ny"], ["3", "z"]])
case("CRLF around a quoted LF", 'a,b\r\n1,"x\ny"\r\n3,z\r\n')
# Comments.
case("comments above", "# made by hand\n# a, b, c, d\nid,v\n1,2\n3,4\n", comment="#")
case("comments between", "id,v\n1,2\n# note\n3,4\n", comment="#")
case("a marked header", "# track\n#chrom\tstart\tend\nchr1\t5\t10\nchr2\t7\t12\n", sep="\t", skiprows=1)
# R.
case("names of rows", '"mpg" "cyl" "disp"\n"Mazda RX4" 21 6 160\n"Datsun 710" 22.8 4 108\n', [["Column 1", "mpg", "cyl", "disp"], ["Mazda RX4", "21", "6", "160"], ["Datsun 710", "22.8", "4", "108"]])
case("names of rows of one column", '"x"\n"1" 5\n"2" 7\n"3" 9\n', [["Column 1", "x"], ["1", "5"], ["2", "7"], ["3", "9"]])
# Encodings.
case("Cyrillic of Windows", "имя,город\nАнна,Москва\nИван,Тверь\n", encoding="cp1251")
case("Cyrillic of Unix", "имя,город\nАнна,Москва\nИван,Тверь\n", encoding="koi8-r")
case("Japanese", "名前,都市\n太郎,東京\nさくら,大阪\n", encoding="cp932")
case("Western of the Macintosh", "nom,ville\nJosé,Zürich\nFrançois,Köln\nAgnès,Málaga\n", encoding="mac_roman")
case("Western of Windows", "nom,ville\nJosé,Zürich\nFrançois,Köln\n“Œuvre” d’Élodie,Ávila – ß\n", encoding="cp1252")
case("UTF-16 without a mark", "a,é\n1,2\n", encoding="utf-16-be")

target = pathlib.Path(__file__).with_name("dialects.json")
target.write_text(json.dumps(CASES, ensure_ascii=False, indent=0) + "\n")
print(len(CASES), "files; pandas", pandas.__version__)
