/// The starting script for an analysis of songs.
public enum SongsScript {
  /// The template's name for `songbook new --template`.
  public static let name = "songs"

  /// A small analysis that runs as it is.
  public static func text(title: String) -> String {
    """
    // ---
    // title: \(title)
    // ---
    import Genres
    import Songbook

    // %% Parameters tags=["parameters"]
    /// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
    let songsFile = ""

    // %% Load
    let songs = try songsFile.isEmpty ? Songs.standard() : Songs(contentsOf: songsFile)

    // %% [markdown]
    // One paragraph that says what this analysis finds. Numbers are computed: \\(songs.count) songs of
    // \\(songs.genres.count) genres.

    // %% Summary
    //| label: tbl-summary
    //| tbl-cap: The nine audio features.
    songs.audioFeatures.summary()

    // %% Energy
    //| label: fig-energy
    //| fig-cap: How energy is spread over the songs.
    Chart.histogram(songs.frame, "Energy", countLabel: "Songs")
    """ + "\n"
  }
}
