/// Decides, with the whole notebook in view, which names each statement may change.
enum NameResolution {
  static func resolve(_ drafts: inout [CellDraft]) {
    let all = drafts.flatMap(\.mentions)
    let defined = Set(all.flatMap(\.defines))
    let variables = all.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
    let classes = all.reduce(into: Set<String>()) { $0.formUnion($1.classes) }
    // An object of a class of the notebook may change wherever it is mentioned, `let` or not.
    let objects = all.reduce(into: Set<String>()) { objects, mentions in
      if !mentions.uses.isDisjoint(with: classes) { objects.formUnion(mentions.defines) }
    }.subtracting(classes)
    for draft in drafts.indices {
      for index in drafts[draft].mentions.indices {
        let mentions = drafts[draft].mentions[index]
        var changed = mentions.changes.filter { defined.contains($0) || !mentions.locals.contains($0) }
        changed.formUnion(mentions.calledOn.intersection(variables))
        changed.formUnion(mentions.uses.intersection(objects))
        drafts[draft].cell.statements[index].mutates = changed.subtracting(mentions.defines).sorted()
      }
    }
  }
}
