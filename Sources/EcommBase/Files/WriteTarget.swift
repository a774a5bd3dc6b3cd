import Glibc

/// What stands where a file is to be written.
enum WriteTarget {
  /// Nothing or a plain file, at the end of all links; `mode` of the one that is there.
  case file(place: String, mode: mode_t?)
  /// A pipe, a terminal, `/dev/null`: its name must go on meaning what it means.
  case device

  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw FileError.cannotWrite(path: path, code: errno) }
      self = .file(place: path, mode: nil)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(place: Self.resolved(path), mode: status.st_mode & 0o777)
    case S_IFDIR: throw FileError.cannotWrite(path: path, code: EISDIR)
    default: self = .device
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
