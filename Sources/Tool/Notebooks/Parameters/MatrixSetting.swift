public import Runs
import Statistics

/// What a matrix varies, as it was given: a parameter with values, ranges, or both.
public struct MatrixSetting: Sendable, Equatable {
  /// The parameter's name.
  public var name: String
  /// Single values and ranges, in order.
  var texts: [String]
  /// Where it was given; messages point there.
  var origin: ParameterOverride.Origin

  /// Reads `name=1,2,3`, whose values may be ranges: `20...100/20` are 20, 40, 60, 80 and 100.
  /// - Throws: a `wrong-parameter-type` diagnostic when there is no `=` or no name.
  public init(argument: String) throws(Diagnostic) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      throw Diagnostic(
        code: Diagnostic.Code.wrongParameterType.rawValue, severity: .error,
        message: "`\(argument)` is neither `name=value,value` nor a YAML file", path: "--matrix \(argument)",
        hint: "write --matrix seed=1,2,3, or the name of a file that ends in .yaml or .yml")
    }
    name = String(argument[..<equals])
    texts = MatrixSetting.parts(of: argument[argument.index(after: equals)...])
    origin = .commandLine
  }

  /// Reads a YAML file of `name: [value, value]` lines; a value may be a range.
  /// - Throws: the first thing wrong with the file.
  public static func read(yaml bytes: [UInt8], path: String) throws(Diagnostic) -> [MatrixSetting] {
    try ParameterOverride.read(yaml: bytes, path: path).map { entry in
      switch entry.value {
      case .list(let texts): MatrixSetting(name: entry.name, texts: texts, origin: entry.origin)
      case .text(let text): MatrixSetting(name: entry.name, texts: parts(of: text[...]), origin: entry.origin)
      }
    }
  }

  private init(name: String, texts: [String], origin: ParameterOverride.Origin) {
    self.name = name
    self.texts = texts
    self.origin = origin
  }

  /// The values between commas; those in brackets and in quotes are no ends.
  private static func parts(of text: Substring) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth -= 1
      case "," where !isQuoted && depth == 0:
        parts.append(part)
        part = ""
        continue
      default: break
      }
      part.append(character)
    }
    return (parts + [part]).map { part in
      let trimmed = part.trimmingPrefix { $0 == " " }
      let isText = trimmed.count > 1 && trimmed.hasPrefix("\"") && trimmed.hasSuffix("\"")
      return String(isText ? trimmed.dropFirst().dropLast() : trimmed)
    }
  }

  /// The values one by one: ranges of numbers are written out.
  func values(for kind: Parameter.Kind) throws(Diagnostic) -> [String] {
    guard kind == .integer || kind == .double else { return texts }
    var values: [String] = []
    for text in texts {
      guard let range = text.wholeMatch(of: /\s*(-?\d+(?:\.\d+)?)\.\.\.(-?\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?\s*/)
      else {
        values.append(text)
        continue
      }
      guard let first = Double(range.1), let last = Double(range.2), let step = range.3.map({ Double($0) }) ?? 1,
        step > 0, last >= first, (last - first) / step < Double(Matrix.mostPoints)
      else {
        throw diagnostic(
          .wrongParameterType, "`\(text)` is no range of at most \(Matrix.mostPoints) values",
          hint: "write first...last/step with a step over 0, as in 20...100/20")
      }
      // As many decimals as were written: 0.1...0.5/0.1 ends with 0.5 and not with 0.5000000000000001.
      let decimals =
        [range.1, range.2, range.3 ?? ""].map { text in
          text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        }.max() ?? 0
      let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
      let count = Int(((last - first) / step + 1e-9).rounded(.down))
      for index in 0...count {
        let value = ((first + Double(index) * step) * scale).rounded() / scale
        values.append(decimals == 0 ? "\(Int(value))" : "\(value)")
      }
    }
    return values
  }

  func diagnostic(_ code: Diagnostic.Code, _ message: String, hint: String?) -> Diagnostic {
    switch origin {
    case .commandLine:
      Diagnostic(code: code.rawValue, severity: .error, message: message, path: "--matrix \(name)", hint: hint)
    case .file(let path, let line, let column, let sourceLine):
      Diagnostic(
        code: code.rawValue, severity: .error, message: message, path: path, line: line, column: column,
        sourceLine: sourceLine, hint: hint)
    }
  }
}

extension Notebook {
  /// The matrix that settings describe.
  /// - Parameter fixed: values that are the same at all points, in place of the script's.
  /// - Throws: for names that are no parameters or are given twice, for values that are not of the parameter's type or
  ///   are given twice, and for more points than a matrix can have.
  public func matrix(of settings: [MatrixSetting], fixed: [ParameterOverride]) throws(Diagnostic) -> Matrix {
    var axes: [Matrix.Axis] = []
    var count = 1
    for setting in settings {
      guard let parameter = parameters.first(where: { $0.name == setting.name }) else {
        throw setting.diagnostic(
          .unknownParameter, "\(path) has no parameter `\(setting.name)`",
          hint: NearestName.hint(for: setting.name, among: parameters.map(\.name), noun: "parameters"))
      }
      if axes.contains(where: { $0.name == setting.name }) {
        throw setting.diagnostic(
          .wrongParameterType, "`\(setting.name)` varies twice", hint: "put all of its values into one list")
      }
      if fixed.contains(where: { $0.name == setting.name }) {
        throw setting.diagnostic(
          .wrongParameterType, "`\(setting.name)` has a fixed value, and varies",
          hint: "leave out -p \(setting.name), or its line in the file of parameters")
      }
      var values: [String] = []
      for text in try setting.values(for: parameter.kind) {
        let found = literals(of: [ParameterOverride(name: setting.name, value: .text(text))])
        guard let literal = found.literals[setting.name] else {
          let problem = found.diagnostics.first
          throw setting.diagnostic(
            .wrongParameterType, problem?.message ?? "`\(text)` is no value of `\(setting.name)`", hint: problem?.hint)
        }
        let value = Matrix.plain(literal)
        if values.contains(value) {
          throw setting.diagnostic(
            .wrongParameterType, "`\(setting.name)` has the value \(Matrix.shown(value)) twice", hint: nil)
        }
        values.append(value)
      }
      (count, _) = count.multipliedReportingOverflow(by: values.count)
      if count > Matrix.mostPoints || values.count > Matrix.mostPoints {
        throw setting.diagnostic(
          .wrongParameterType, "the matrix has more than \(Matrix.mostPoints) points",
          hint: "divide it into several, each with a folder of its own (-o)")
      }
      axes.append(Matrix.Axis(name: setting.name, values: values))
    }
    let values = literals(of: fixed).literals.mapValues(Matrix.plain)
    return Matrix(analysis: name, title: title, path: path, axes: axes, fixed: values)
  }
}
