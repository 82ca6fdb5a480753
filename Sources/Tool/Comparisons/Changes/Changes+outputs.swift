import Frames
import Rendering
import Runs

extension TableChange {
  init(_ pair: ExhibitPairs.Pair, _ old: RunFolder, _ new: RunFolder, _ tolerances: [Tolerance]) {
    let caption = (pair.new ?? pair.old)?.caption
    guard let one = pair.old, let other = pair.new else {
      self.init(name: pair.name, caption: caption, kind: pair.old == nil ? .added : .removed)
      return
    }
    guard let before = one.representation(of: "text/csv"), let after = other.representation(of: "text/csv") else {
      self.init(name: pair.name, caption: caption, kind: one.table == other.table ? .same : .changed)
      return
    }
    guard old.holds(before, otherThan: after, in: new) else {
      self.init(name: pair.name, caption: caption, kind: .same)
      return
    }
    self.init(pair.name, caption, before, after, old, new, tolerances)
  }

  /// Compares two files of values.
  init(
    _ name: String, _ caption: String?, _ before: Representation, _ after: Representation, _ old: RunFolder,
    _ new: RunFolder, _ tolerances: [Tolerance]
  ) {
    guard let one = old.frame(before), let other = new.frame(after) else {
      self.init(name: name, caption: caption, kind: .changed)
      let side = old.frame(before) == nil ? old : new
      trouble = "\(side.directory)/\((side.directory == old.directory ? before : after).file ?? name) could not be read"
      return
    }
    self.init(name: name, caption: caption, old: one, new: other, tolerances: tolerances)
  }
}

extension FigureChange {
  init(_ pair: ExhibitPairs.Pair, _ old: RunFolder, _ new: RunFolder, _ tolerances: [Tolerance]) {
    let caption = (pair.new ?? pair.old)?.caption
    guard let one = pair.old, let other = pair.new else {
      self.init(name: pair.name, caption: caption, kind: pair.old == nil ? .added : .removed)
      return
    }
    self.init(name: pair.name, caption: caption, kind: .same)
    if let before = one.representation(of: "text/csv"), let after = other.representation(of: "text/csv"),
      old.holds(before, otherThan: after, in: new)
    {
      let change = TableChange(pair.name, nil, before, after, old, new, tolerances)
      data = change
      kind = change.kind
      if let from = old.frame(before), let to = new.frame(after), change.kind == .changed {
        series = Series.moved(from, to)
      }
    }
    if let before = one.representation(of: "image/png"), let after = other.representation(of: "image/png"),
      old.holds(before, otherThan: after, in: new), let from = before.file, let to = after.file
    {
      let one = (try? old.file(from)).flatMap(DecodedPicture.init),
        other = (try? new.file(to)).flatMap(DecodedPicture.init)
      let share = one.flatMap { one in other.flatMap { $0.changedShare(from: one) } }
      if share != 0 {
        picture = PictureChange(
          old: from, new: to, changedShare: share, oldSize: one.map(PictureSize.init),
          newSize: other.map(PictureSize.init))
        if kind == .same { kind = .changed }
      }
    }
  }
}

extension RunFolder {
  /// Whether a form differs from one of another run: by their hashes where both have one, else by their bytes.
  func holds(_ form: Representation, otherThan other: Representation, in run: RunFolder) -> Bool {
    if let one = form.sha256, let two = other.sha256 { return one != two }
    let one = content(of: form)
    return one == nil || one != run.content(of: other)
  }

  /// A file of values; nil when it cannot be read.
  func frame(_ form: Representation) -> DataFrame? {
    content(of: form).flatMap { try? DataFrame(csvData: $0) }
  }

  private func content(of form: Representation) -> [UInt8]? {
    form.file.flatMap { try? file($0) } ?? form.text.map { Array($0.utf8) }
  }
}

extension CellChange {
  /// - Parameters:
  ///   - oldBody: the code or text of the old cell; nil where it is not known.
  ///   - newBody: that of the new cell.
  init(_ one: CellRun?, _ other: CellRun?, oldBody: String?, newBody: String?) {
    identifier = (other ?? one)?.name.identifier ?? ""
    name = (other ?? one)?.name.standalone ?? ""
    self.old = one.map(Side.init)
    self.new = other.map(Side.init)
    code = nil
    texts = []
    guard let one, let other else { return }
    if let oldBody, let newBody { code = TextDifference(oldBody, newBody) }
    texts = TextChange.between(one.outputs, other.outputs)
  }
}

extension CellChange.Side {
  init(_ cell: CellRun) {
    self.init(startLine: cell.startLine, status: cell.status, seconds: cell.seconds, peakMemory: cell.peakMemory)
  }
}

extension TextChange {
  static func between(_ old: [Output], _ new: [Output]) -> [TextChange] {
    let before = texts(of: old), after = texts(of: new)
    let kinds = (after.keys + before.keys.filter { after[$0] == nil }).sorted()
    return kinds.compactMap { kind in
      TextDifference(before[kind] ?? "", after[kind] ?? "").map { TextChange(kind: kind, difference: $0) }
    }
  }

  /// What a cell showed as text, by kind, in order.
  private static func texts(of outputs: [Output]) -> [String: String] {
    var texts: [String: String] = [:]
    for output in outputs where [.markdown, .value, .stream, .metrics, .findings].contains(output.kind) {
      if let headlines = output.metrics {
        texts["headlines", default: ""] += headlines.map { "\($0.label): \($0.value)" }.joined(separator: "\n")
      }
      for form in output.representations {
        guard let text = form.text else { continue }
        texts[form.stream ?? output.kind.rawValue, default: ""] += text
      }
    }
    return texts
  }
}
