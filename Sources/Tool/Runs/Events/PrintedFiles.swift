/// The files in a run's folder that the running code prints to: `streams/0003.stdout.txt` and the like, numbered by
/// stretches.
package enum PrintedFiles {
  package static let standardOutput = "stdout"
  package static let standardError = "stderr"
  /// In which order the two were written to, see ``order(in:)``.
  package static let order = "order"

  /// Relative to the run's folder.
  package static func path(_ number: Int, _ kind: String) -> String {
    let digits = String(number)
    return "streams/" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ".\(kind).txt"
  }

  /// The path of the order for that of a stream's file.
  package static func orderPath(beside file: String) -> String? {
    for kind in [standardOutput, standardError] where file.hasSuffix(".\(kind).txt") {
      return file.dropLast(kind.utf8.count + 4) + "\(order).txt"
    }
    return nil
  }

  /// A change from one stream to the other, and how large the two files were then.
  package struct Change: Equatable {
    package var stream: String
    package var sizes: (output: Int, errors: Int)

    package static func == (one: Change, other: Change) -> Bool {
      one.stream == other.stream && one.sizes == other.sizes
    }
  }

  /// The first changes in the order that a process has written down; none where it is damaged.
  /// - Parameter limit: how many are read at most.
  package static func changes(in path: String, limit: Int) -> [Change] {
    let bytes = (try? Files.read(path, first: limit * 24)) ?? []
    return (0..<bytes.count / 24).compactMap { index in
      let numbers = (0..<3).map { number in
        let start = index * 24 + number * 8
        return bytes[start..<start + 8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
      }
      guard numbers[0] == 1 || numbers[0] == 2, numbers[1] >= 0, numbers[2] >= 0 else { return nil }
      return Change(
        stream: numbers[0] == 1 ? standardOutput : standardError, sizes: (Int(numbers[1]), Int(numbers[2])))
    }
  }
}
