import Genres
import Songbook

/// Says where songs come from, when that matters to the reader: made-up ones, or columns that were guessed.
/// - Parameter consequence: what follows for this analysis when songs are made up.
func displayOrigin(of songs: Songs, madeUp consequence: Markdown) {
  if songs.isMadeUp {
    display(
      Markdown(
        "> **These songs are made up.** \(consequence) Put `songs.zip` into `data/` to read about real songs."
      ))
  }
  if let remark = songs.columns.remark { display(Markdown("> \(remark)")) }
}
