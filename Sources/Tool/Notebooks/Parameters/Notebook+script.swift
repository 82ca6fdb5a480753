public import Runs

extension Notebook {
  /// The source with other values of the parameters, and with its shared files elsewhere.
  /// - Parameters:
  ///   - values: parameters by name; those of the script stay as they are.
  ///   - sources: what the front matter names in place of the shared files; nil for what it names now.
  public func script(with values: [ParameterValue], sources: String?) -> String {
    let known = Dictionary(values.filter { $0.origin != .script }.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var bytes = Array(source.utf8)
    for parameter in parameters.sorted(by: { $0.literalStart > $1.literalStart }) {
      guard let value = known[parameter.name] else { continue }
      bytes.replaceSubrange(parameter.literalStart..<parameter.literalEnd, with: value.utf8)
    }
    let script = String(decoding: bytes, as: UTF8.self)
    guard let sources else { return script }
    var lines: [String] = []
    var isSources = false
    var fences = 0
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.hasPrefix("//") ? line.dropFirst(2).drop { $0 == " " } : nil
      if let content, fences < 2 {
        if content.hasPrefix("---") { fences += 1 }
        // What follows a key and is set in belongs to it.
        let isContinued = isSources && (line.hasPrefix("//  ") || content.hasPrefix("-") && !content.hasPrefix("---"))
        isSources = fences == 1 && (content.hasPrefix("sources:") || isContinued)
        if isContinued { continue }
        if isSources {
          lines.append("// sources: [\(sources)]")
          continue
        }
      }
      lines.append(String(line))
    }
    return lines.joined(separator: "\n")
  }
}
