/// Decides, with the whole notebook in view, which names each statement may change, and how much each cell shows.
enum NameResolution {
  static func resolve(_ drafts: inout [CellDraft], with shared: inout [SharedDraft]) {
    let all = shared.flatMap(\.mentions) + drafts.flatMap(\.mentions)
    let defined = Set(all.flatMap(\.defines))
    let variables = all.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
    let classes = all.reduce(into: Set<String>()) { $0.formUnion($1.classes) }
    // An object of a class of the notebook may change wherever it is mentioned, `let` or not.
    let objects = all.reduce(into: Set<String>()) { objects, mentions in
      if !mentions.uses.isDisjoint(with: classes) { objects.formUnion(mentions.defines) }
    }.subtracting(classes)
    func changes(_ mentions: Mentions) -> [String] {
      var changed = mentions.changes.filter { defined.contains($0) || !mentions.locals.contains($0) }
      changed.formUnion(mentions.calledOn.intersection(variables))
      changed.formUnion(mentions.uses.intersection(objects))
      return changed.subtracting(mentions.defines).sorted()
    }
    let exhibits = ExhibitCounter(all)
    for draft in drafts.indices {
      drafts[draft].maximumExhibits = exhibits.count(of: drafts[draft])
      for index in drafts[draft].mentions.indices {
        drafts[draft].cell.statements[index].mutates = changes(drafts[draft].mentions[index])
      }
    }
    for draft in shared.indices {
      for index in shared[draft].mentions.indices {
        shared[draft].shared.statements[index].mutates = changes(shared[draft].mentions[index])
      }
    }
  }
}
