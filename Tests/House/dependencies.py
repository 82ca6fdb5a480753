#!/usr/bin/env python3
"""Which module imports which, and which folder of a module mentions types of which other folder.

    python3 Tests/House/dependencies.py            the folders of each module, bottom first, and every circle
    python3 Tests/House/dependencies.py --check    exits with 1 where a rule below is broken

Rules: modules import only what their wing may (Sources/Library knows nothing of Sources/Tool but `Runs`, neither knows of Sources/Music),
and folders of one module depend downwards only. A folder depends on another when a file in it mentions a type that is declared there at the
top level. `--show FOLDER FOLDER` names the places behind one dependency, such as `--show Charts/Marks Charts/Scales`.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"

# The one file of the tool that puts the subject's commands beside its own.
COMPOSITION_ROOT = "Tool/SongbookCLI/Subcommands.swift"

DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate|final|indirect|nonisolated|open)\s+)*"
    r"(?:struct|class|enum|protocol|actor|typealias)\s+([A-Z]\w*)",
    re.MULTILINE,
)
NESTED = re.compile(r"^\s+(?:\w+\s+)*(?:struct|class|enum|protocol|actor|typealias|associatedtype)\s+([A-Z]\w*)", re.MULTILINE)
PRIVATE = re.compile(r"^(?:private|fileprivate)\s")
IMPORT = re.compile(r"^(?:@\w+\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:\w+\s+)?(\w+)", re.MULTILINE)
NOISE = re.compile(r'"""(?:.|\n)*?"""|//[^\n]*|/\*(?:.|\n)*?\*/|"(?:\\.|[^"\\\n])*"')
NAME = re.compile(r"(?<![.\w])([A-Z]\w*)")


def without_noise(text):
    """The source without comments and texts; interpolations inside texts are lost with them."""
    return NOISE.sub(lambda found: "\n" * found.group().count("\n"), text)


class Module:
    def __init__(self, folder):
        self.folder = folder
        self.name = folder.name
        self.wing = folder.parent.name
        self.files = sorted(folder.rglob("*.swift"))
        self.text = {file: without_noise(file.read_text(encoding="utf-8")) for file in self.files}

    def part(self, file):
        """The folder within the module, "" for a file beside the folders. Only the first level counts."""
        parts = file.relative_to(self.folder).parts
        return parts[0] if len(parts) > 1 else ""

    def imports(self):
        return {(name, file) for file in self.files for name in IMPORT.findall(self.text[file])}

    def mentions(self):
        """(folder, other folder) -> [(file, type)]"""
        home = {}
        for file in self.files:
            for found in DECLARATION.finditer(self.text[file]):
                if not PRIVATE.match(found.group()):
                    home.setdefault(found.group(1), self.part(file))
        edges = collections.defaultdict(list)
        for file in self.files:
            own = set(NESTED.findall(self.text[file])) | {
                found.group(1) for found in DECLARATION.finditer(self.text[file]) if PRIVATE.match(found.group())
            }
            for name in sorted(set(NAME.findall(self.text[file]))):
                there = home.get(name)
                if there is None or there == self.part(file) or name in own:
                    continue
                edges[self.part(file), there].append((file, name))
        return edges


def strong_components(nodes, edges):
    """Tarjan's algorithm: components in the order in which they can be built, dependencies first."""
    index, low, stack, on_stack, result = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        for needed in sorted(edges.get(node, ())):
            if needed not in index:
                visit(needed)
                low[node] = min(low[node], low[needed])
            elif needed in on_stack:
                low[node] = min(low[node], index[needed])
        if low[node] == index[node]:
            component = []
            while True:
                other = stack.pop()
                on_stack.remove(other)
                component.append(other)
                if other == node:
                    break
            result.append(sorted(component))

    for node in sorted(nodes):
        if node not in index:
            visit(node)
    return result


def modules():
    return [Module(folder) for wing in sorted(SOURCES.iterdir()) if wing.is_dir() and wing.name != "CModules"
            for folder in sorted(wing.iterdir()) if folder.is_dir()]


def circles(module):
    edges = collections.defaultdict(set)
    for here, there in module.mentions():
        # Files beside the folders are the module's entrance: they may mention everything, and be mentioned.
        if here and there:
            edges[here].add(there)
    parts = {module.part(file) for file in module.files} - {""}
    return strong_components(parts, edges)


def broken_imports(all_modules):
    wings = {module.name: module.wing for module in all_modules}
    for module in all_modules:
        for name, file in sorted(module.imports()):
            wing = wings.get(name)
            if wing is None or wing == module.wing:
                continue
            place = str(file.relative_to(SOURCES))
            allowed = (
                (module.wing == "Library" and name == "Runs")
                or (module.wing == "Tool" and wing == "Library")
                or module.wing == "Music"
                or place == COMPOSITION_ROOT
            )
            if not allowed:
                yield f"Sources/{place} imports {name} of {wing}"


def module_circles(all_modules):
    names = {module.name for module in all_modules}
    edges = {module.name: {name for name, _ in module.imports() if name in names} - {module.name} for module in all_modules}
    return [component for component in strong_components(names, edges) if len(component) > 1]


def main(arguments):
    everything = modules()
    if arguments[:1] == ["--show"]:
        name, here = arguments[1].split("/")
        there = arguments[2].split("/")[1]
        module = next(module for module in everything if module.name == name)
        for file, mentioned in module.mentions()[here, there]:
            print(f"{file.relative_to(ROOT)}: {mentioned}")
        return 0
    problems = list(broken_imports(everything))
    problems += ["modules in a circle: " + ", ".join(component) for component in module_circles(everything)]
    for module in everything:
        components = circles(module)
        problems += [f"{module.wing}/{module.name}: folders in a circle: " + ", ".join(component)
                     for component in components if len(component) > 1]
        if "--check" not in arguments:
            print(f"{module.wing}/{module.name}: " + " < ".join("(" + " ".join(c) + ")" if len(c) > 1 else c[0] for c in components))
    for problem in problems:
        print(problem)
    return 1 if problems and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
