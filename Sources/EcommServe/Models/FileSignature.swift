import Glibc

/// What tells that a file was written again.
struct FileSignature: Sendable, Equatable {
  let seconds: Int
  let nanoseconds: Int
  let size: Int
  let node: UInt64

  static func of(_ paths: [String]) -> [FileSignature] { paths.map(FileSignature.init) }

  /// All zeros for a file that there is not.
  init(_ path: String) {
    var status = stat()
    let exists = stat(path, &status) == 0
    seconds = exists ? status.st_mtim.tv_sec : 0
    nanoseconds = exists ? status.st_mtim.tv_nsec : 0
    size = exists ? Int(status.st_size) : 0
    node = exists ? UInt64(status.st_ino) : 0
  }
}
