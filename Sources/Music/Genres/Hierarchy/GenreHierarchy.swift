/// Genres and their parents, found from the genres' names.
///
///     let hierarchy = try GenreHierarchy(songs.genres.keys)
///     hierarchy.parent(of: "east coast rap")            // hip hop
///     hierarchy.children(of: "ska")                     // [ska, ska punk …]
///     hierarchy.parents(withAtLeast: 15)                // [pop, indie, rock …]
public struct GenreHierarchy: Sendable, Hashable, Codable {
  /// All genres with their parents, sorted by genre.
  public let placements: [GenrePlacement]
  /// The parents, those of most genres first, then by name.
  public let parents: [String]
  private let childrenByParent: [String: [String]]
  private let indices: [String: Int]

  /// - Parameters:
  ///   - genres: their names; repeated ones count once.
  ///   - rules: how parents are found.
  public init(_ genres: some Sequence<String>, rules: ParentRules) {
    self.init(Set(genres.map(GenreName.cleaned)).sorted().map(rules.placement))
  }

  /// The hierarchy of these genres by the rules that ship with Songbook.
  /// - Throws: what ``ParentRules/load()`` throws.
  public init(_ genres: some Sequence<String>) throws { self.init(genres, rules: try ParentRules.load()) }

  /// The genre's parent; nil when the genre is not part of the hierarchy.
  public func parent(of genre: String) -> String? { placement(of: genre)?.parent }

  /// The genre's parent and how it was found; nil when the genre is not part of the hierarchy.
  public func placement(of genre: String) -> GenrePlacement? {
    (indices[genre] ?? indices[GenreName.cleaned(genre)]).map { placements[$0] }
  }

  /// The genres under a parent, sorted by name; empty when there is no such parent.
  public func children(of parent: String) -> [String] { childrenByParent[parent] ?? [] }

  /// The parents of at least `minimum` genres, those of most genres first.
  public func parents(withAtLeast minimum: Int) -> [String] {
    Array(parents.prefix { children(of: $0).count >= minimum })
  }

  /// The hierarchy without parents of fewer than `minimum` genres.
  public func keepingParents(withAtLeast minimum: Int) -> GenreHierarchy {
    let kept = Set(parents(withAtLeast: minimum))
    return GenreHierarchy(placements.filter { kept.contains($0.parent) })
  }

  /// The same genres with only these parents; all genres of others are put under one that stands for the rest.
  public func gathering(allBut parents: [String], under other: String) -> GenreHierarchy {
    let kept = Set(parents)
    return GenreHierarchy(
      placements.map { placement in
        guard !kept.contains(placement.parent) else { return placement }
        var gathered = placement
        gathered.parent = other
        return gathered
      })
  }

  private init(_ placements: [GenrePlacement]) {
    self.placements = placements
    var children: [String: [String]] = [:]
    for placement in placements { children[placement.parent, default: []].append(placement.genre) }
    childrenByParent = children
    parents = children.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.key)
    indices = Dictionary(uniqueKeysWithValues: placements.enumerated().map { ($1.genre, $0) })
  }
}
