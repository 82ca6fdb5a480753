/// What `songbook new` writes: a small analysis that runs as it is.
enum StartingScript {
  static func text(title: String) -> String {
    """
    // ---
    // title: \(title)
    // ---
    import Songbook

    // %% [markdown]
    // One paragraph that says what this analysis finds. Numbers are computed: \\(songs.count) songs of \\(songs.genres.count) genres.

    // %% Parameters tags=["parameters"]
    /// Songs file: CSV, or CSV inside zip, gz or xz.
    let songsFile = "data/sample.csv.gz"

    // %% Load
    let songs = try Songs(contentsOf: songsFile)

    // %% Summary
    //| label: tbl-summary
    //| tbl-cap: The nine audio features.
    songs.audioFeatures.summary()

    // %% Energy
    //| label: fig-energy
    //| fig-cap: How energy is spread over the songs.
    Chart.histogram(songs.audioFeatures["Energy", Double.self])
    """ + "\n"
  }
}
