public import Frames

// Constants of these types can be stored and read back by later runs.
extension AudioFeature: ReferenceFree {}
extension Country: ReferenceFree {}
extension Decade: ReferenceFree {}
extension EngineeredFeature: ReferenceFree {}
extension GenreHierarchy: ReferenceFree {}
extension GenreName: ReferenceFree {}
extension GenrePlacement: ReferenceFree {}
extension GenrePlacement.Match: ReferenceFree {}
extension GenrePlacement.Reason: ReferenceFree {}
extension GenreSelection: ReferenceFree {}
extension GenreTask: ReferenceFree {}
extension GenreTask.LeftOut: ReferenceFree {}
extension GenreTrial: ReferenceFree {}
extension Geography: ReferenceFree {}
extension Geography.Match: ReferenceFree {}
extension OriginalResults: ReferenceFree {}
extension OriginalResults.Row: ReferenceFree {}
extension OriginalResults.Table: ReferenceFree {}
extension ParentRule: ReferenceFree {}
extension ParentRules: ReferenceFree {}
extension SampleGenerator: ReferenceFree {}
extension SongColumns: ReferenceFree {}
extension SongWords: ReferenceFree {}
extension Songs: ReferenceFree {}
extension Songs.Duplicates: ReferenceFree {}
extension SongsCheck: ReferenceFree {}
extension SongsCheck.Finding: ReferenceFree {}
extension SongsCheck.Finding.Severity: ReferenceFree {}
extension SongsCheck.GenreSizes: ReferenceFree {}
extension SongsProblem: ReferenceFree {}
extension SongsProblem.Kind: ReferenceFree {}
