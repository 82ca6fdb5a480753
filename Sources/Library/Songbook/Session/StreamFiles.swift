@preconcurrency import Glibc
import Runs

/// What the code prints goes to files, so that it is whole on disk even after a crash and a flood of it neither blocks
/// nor fills memory.
///
/// Between two displayed things there is one file for each of stdout and stderr; a file that got something is announced
/// and followed by a new one.
struct StreamFiles {
  private struct Stream {
    let name: String
    let descriptor: Int32
    var file: String
  }

  private let directory: String
  private var number = 0
  private var streams: [Stream] = []

  init(directory: String) {
    self.directory = directory
    mkdir(directory + "/streams", 0o777)
    // Whole lines reach the file at once: what is printed just before a crash matters most.
    setvbuf(stdout, nil, _IOLBF, 1 << 16)
    for (name, descriptor) in [("stdout", STDOUT_FILENO), ("stderr", STDERR_FILENO)] {
      streams.append(Stream(name: name, descriptor: descriptor, file: ""))
      redirect(streams.count - 1)
    }
  }

  private mutating func redirect(_ index: Int) {
    number += 1
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let file = "streams/\(padded).\(streams[index].name).txt"
    let opened = open("\(directory)/\(file)", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard opened >= 0 else { return }
    dup2(opened, streams[index].descriptor)
    close(opened)
    streams[index].file = file
  }

  /// The outputs for what was printed since the last call.
  mutating func takePrinted() -> [Output] {
    fflush(stdout)
    var outputs: [Output] = []
    for index in streams.indices {
      var information = stat()
      guard fstat(streams[index].descriptor, &information) == 0, information.st_size > 0 else { continue }
      let stream = streams[index]
      let form = Representation(
        mediaType: "text/plain", file: stream.file, stream: stream.name, totalBytes: Int(information.st_size))
      outputs.append(Output(kind: .stream, representations: [form]))
      redirect(index)
    }
    return outputs
  }
}
