import FoundationEssentials
public import Runs

/// A notebook of Jupyter: nbformat 4.
public struct JupyterNotebook: Sendable, Equatable {
  /// One cell.
  public struct Cell: Sendable, Equatable {
    /// What a cell holds; `raw` is for other programs.
    public enum Kind: String, Sendable { case code, markdown, raw }

    /// What it holds.
    public var kind: Kind
    /// Letters, digits, `-` and `_`; no other cell of the notebook has it.
    public var id: String
    /// Its text.
    public var source: String
    /// What programs know of it.
    public var metadata: [String: JSONValue]
    /// What it showed, as nbformat has it.
    public var outputs: [JSONValue]
    /// The number beside it; nil for a cell that did not run.
    public var executionCount: Int?
    /// Pictures of Markdown cells, by name and media type.
    public var attachments: [String: JSONValue]

    /// A cell; what is left out is empty.
    public init(
      kind: Kind, id: String = "", source: String, metadata: [String: JSONValue] = [:], outputs: [JSONValue] = [],
      executionCount: Int? = nil, attachments: [String: JSONValue] = [:]
    ) {
      self.kind = kind
      self.id = id
      self.source = source
      self.metadata = metadata
      self.outputs = outputs
      self.executionCount = executionCount
      self.attachments = attachments
    }
  }

  /// The cells in order.
  public var cells: [Cell]
  /// What programs know of the notebook.
  public var metadata: [String: JSONValue]

  /// A notebook made of its parts.
  public init(cells: [Cell], metadata: [String: JSONValue] = [:]) {
    self.cells = cells
    self.metadata = metadata
  }

  // MARK: Writing

  /// The file, nbformat 4.5. The same notebook gives the same bytes.
  public var json: [UInt8] {
    JSONValue.object([
      "cells": .array(cells.map(Self.value)), "metadata": .object(metadata), "nbformat": .integer(4),
      "nbformat_minor": .integer(5),
    ]).json
  }

  private static func value(of cell: Cell) -> JSONValue {
    var members: [String: JSONValue] = [
      "cell_type": .string(cell.kind.rawValue), "id": .string(cell.id), "metadata": .object(cell.metadata),
      "source": .lines(of: cell.source),
    ]
    if cell.kind == .code {
      members["outputs"] = .array(cell.outputs)
      members["execution_count"] = cell.executionCount.map { .integer($0) } ?? .null
    } else if !cell.attachments.isEmpty {
      members["attachments"] = .object(cell.attachments)
    }
    return .object(members)
  }

  // MARK: Reading

  /// Reads a file, which may be anything.
  /// - Parameter path: for messages.
  public init(json: [UInt8], path: String) throws(RunFailure) {
    let root: JSONValue
    do {
      root = try JSONDecoder().decode(JSONValue.self, from: Data(json))
    } catch {
      throw RunFailure("\(path) is no notebook of Jupyter: it is no JSON", hint: "Save it again in Jupyter.")
    }
    guard let version = root["nbformat"]?.integer else {
      throw RunFailure("\(path) is no notebook of Jupyter: it does not say which nbformat it has")
    }
    guard version == 4 else {
      throw RunFailure(
        "\(path) has nbformat \(version), and Songbook reads 4",
        hint: "`jupyter nbconvert --to notebook --nbformat 4 \(path)` makes one of 4.")
    }
    guard let values = root["cells"]?.array else { throw RunFailure("\(path) has no list of cells") }
    cells = []
    for (index, value) in values.enumerated() { cells.append(try Self.cell(value, index + 1, path)) }
    metadata = root["metadata"]?.object ?? [:]
  }

  private static func cell(_ value: JSONValue, _ number: Int, _ path: String) throws(RunFailure) -> Cell {
    guard let name = value["cell_type"]?.string, let kind = Cell.Kind(rawValue: name) else {
      throw RunFailure("\(path), cell \(number): it is neither code nor Markdown nor raw")
    }
    guard let source = value["source"]?.lines else {
      throw RunFailure("\(path), cell \(number): it has no text, or one that is no list of lines")
    }
    return Cell(
      kind: kind, id: value["id"]?.string ?? "", source: source, metadata: value["metadata"]?.object ?? [:],
      outputs: value["outputs"]?.array ?? [], executionCount: value["execution_count"]?.integer,
      attachments: value["attachments"]?.object ?? [:])
  }

  /// The language of the code, in small letters; nil where the notebook does not say.
  public var language: String? {
    let names = [
      metadata["kernelspec"]?["language"], metadata["language_info"]?["name"], metadata["kernelspec"]?["name"],
    ]
    return names.lazy.compactMap { $0?.string?.lowercased() }.first
  }
}
