"""Two runs compared beside nbdime on notebooks with the same tables and pictures: 6,000 changed numbers; 40 changed pictures of 100."""

import base64
import csv
import json
import subprocess
import sys

from measure import side_by_side

HEAD = """\
import Songbook

// %% Parameters tags=["parameters"]
let shift = 0.0

// %% Places
let xs = (0..<40).map { Double($0) }
func ys(_ shift: Double) -> [Double] { xs.map { x in x * x / 9 + shift * x } }

"""
TABLE = """\
// %% Table {number}
//| label: tbl-{number}
DataFrame(columns: [
  Column(name: "Name", contents: (0..<200).map {{ "row \\($0)" }}).eraseToAnyColumn(),
  Column(name: "Value", contents: (0..<200).map {{ Double($0 * 37 % 101) / 7 + {number} + shift }}).eraseToAnyColumn(),
])

"""
FIGURE = """\
// %% Figure {number}
//| label: fig-{number}
Chart(PointPlot(x: .value("x", xs), y: .value("y", ys({shift}))))

"""


def notebook(report):
    """The outputs of a report as a Jupyter notebook: tables in HTML as pandas writes them, pictures as PNG."""
    cells = []
    for cell in json.loads((report / "run.json").read_text())["cells"]:
        outputs = []
        for output in cell["outputs"]:
            files = {form["mediaType"]: report / form["file"] for form in output["representations"] if "file" in form and form.get("variant") != "dark"}
            if output["kind"] == "figure":
                data = {"image/png": base64.b64encode(files["image/png"].read_bytes()).decode()}
            elif output["kind"] == "table":
                head, *rows = csv.reader(files["text/csv"].open())
                body = "\n".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows)
                data = {"text/html": f"<table><tr>{''.join(f'<th>{name}</th>' for name in head)}</tr>\n{body}</table>"}
            else:
                continue
            outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
        if outputs:
            cells.append({"cell_type": "code", "id": f"cell-{cell['index']}", "metadata": {}, "source": f"cell {cell['index']}", "execution_count": 1, "outputs": outputs})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def compare(root, folder, rounds):
    songbook = f"{root}/.build/release/songbook"
    parts = {
        "numbers": ("6,000 changed numbers in 30 tables", [TABLE.format(number=number) for number in range(30)]),
        "pictures": ("40 changed pictures of 100", [FIGURE.format(number=number, shift="shift" if number < 40 else "0") for number in range(100)]),
    }
    for name, (title, cells) in parts.items():
        script = folder / f"{name}.swift"
        script.write_text(HEAD + "".join(cells))
        for side, shift in (("before", "0.0"), ("after", "0.5")):
            subprocess.run([songbook, "run", "--no-cache", script, "-p", f"shift={shift}", "-o", folder / side], cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            (folder / f"{name}-{side}.ipynb").write_text(notebook(folder / side / name))
        # A difference is told by the exit code, too.
        differs = "test $? -eq 1"
        side_by_side(title, {
            "songbook diff": f"{songbook} diff {folder}/before/{name} {folder}/after/{name}; {differs}",
            "songbook diff --format html": f"{songbook} diff {folder}/before/{name} {folder}/after/{name} --format html -o {folder}/{name}.html; {differs}",
            "nbdime": f"{sys.executable} -m nbdime.nbdiffapp {folder}/{name}-before.ipynb {folder}/{name}-after.ipynb",
        }, rounds, root)
        text = subprocess.run([songbook, "diff", folder / "before" / name, folder / "after" / name], cwd=root, capture_output=True).stdout
        peer = subprocess.run([sys.executable, "-m", "nbdime.nbdiffapp", folder / f"{name}-before.ipynb", folder / f"{name}-after.ipynb"], capture_output=True)
        print(f"\nOn the terminal: Songbook {len(text):,} bytes, exit 1; nbdime {len(peer.stdout):,} bytes, exit {peer.returncode}. "
              f"Songbook's page: {(folder / f'{name}.html').stat().st_size:,} bytes.")
