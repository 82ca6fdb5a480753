#!/usr/bin/env python3
"""Writes the workbooks that the tests read.

    python3 make_excel.py        (needs openpyxl and xlsxwriter)

The first is openpyxl's, with shared texts, formulas without results and several sheets; the second is XlsxWriter's,
with formulas that have results, rich texts and days counted from 1904.
"""

import datetime
import pathlib

import openpyxl
import xlsxwriter

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "Fixtures"


def openpyxl_workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Übersicht"
    sheet.append(["Report of 2024"])
    sheet.append([])
    sheet.append(["name", "count", "share", "day", "at", "clock", "flag", "mixed", None, "sum", "broken"])
    sheet.append(["Ann & <Bob>", 3, 0.5, datetime.date(2020, 2, 29), datetime.datetime(2020, 2, 29, 13, 30, 5),
                  datetime.time(7, 45), True, 1, None, "=B4*2", "#DIV/0!"])
    sheet.append(["日本", None, -1e-7, datetime.date(1900, 3, 1), datetime.datetime(1999, 12, 31), datetime.time(0, 0, 1), False, "x"])
    sheet.append([])
    sheet.append([" spaces ", 9007199254740991, 2, datetime.date(9999, 12, 31), None, None, None, datetime.date(2001, 2, 3)])
    sheet["B7"].number_format = "#,##0.00"
    other = book.create_sheet("Other")
    other.append(["a", "a", ""])
    other.append([1, 2, 3])
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(FOLDER / "openpyxl.xlsx")


def xlsxwriter_workbook():
    book = xlsxwriter.Workbook(FOLDER / "xlsxwriter.xlsx", {"date_1904": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "d mmm yyyy"})
    money = book.add_format({"num_format": '[Red]#,##0.00 "days"'})
    sheet.write_row(0, 0, ["text", "day", "double", "money"])
    sheet.write_rich_string(1, 0, "plain ", bold, "bold")
    sheet.write_datetime(1, 1, datetime.datetime(1904, 1, 2), day)
    sheet.write_formula(1, 2, "=1/4", None, 0.25)
    sheet.write_number(1, 3, 12.5, money)
    sheet.write_string(2, 0, "line\nend _x0041_")
    sheet.write_datetime(2, 1, datetime.datetime(2024, 5, 6), day)
    sheet.write_formula(2, 2, "=2", None, 2)
    sheet.write_number(2, 3, -1, money)
    book.close()


if __name__ == "__main__":
    openpyxl_workbook()
    xlsxwriter_workbook()
