import Frames

#if canImport(Glibc)
  import Glibc
#endif

extension Songs {
  /// The songs of analyses that are given none: `data/songs.zip` where the user has put one, else the sample that Songbook ships, whose songs
  /// are made up (``isMadeUp``).
  public static func standard() throws -> Songs {
    let own = "data/songs.zip"
    return try Songs(contentsOf: access(own, F_OK) == 0 ? own : InstalledData.path("sample.csv.gz"))
  }
}
