import Glibc

/// A file that is there whole or not at all.
///
/// The bytes go to a neighbour of the target, are synced, and the neighbour takes the target's name
/// in one rename. Whoever reads the target sees the old bytes or the new ones, also when the power
/// fails. A file that is given up (an error, Ctrl-C) leaves nothing behind.
///
/// A link stays a link, and a file that was there keeps its mode. What is no plain file (a pipe,
/// `/dev/null`) is never replaced but written into as it stands.
public final class AtomicFile {
  public let path: String
  private let target: WriteTarget
  private let file: OpenFile
  private var committed = false
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  public init(_ path: String) throws {
    self.path = path
    target = try WriteTarget(path)
    switch target {
    case .device:
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError.cannotWrite(path: path, code: errno) }
      file = OpenFile(descriptor: descriptor, path: path)
    case .file(let place, let mode):
      file = try Self.neighbour(of: place, mode: mode, named: path)
    }
  }

  /// A new file beside `place`, which nothing else in this folder has the name of.
  private static func neighbour(
    of place: String, mode: mode_t?, named path: String
  ) throws -> OpenFile {
    for attempt in 0..<100 {
      let neighbour = "\(place).\(getpid())\(attempt == 0 ? "" : "-\(attempt)").part"
      guard PendingFiles.add(neighbour) else { continue }
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
      let descriptor = open(neighbour, flags, mode.map { $0 & 0o600 } ?? 0o644)
      guard descriptor < 0 else {
        if let mode { fchmod(descriptor, mode) }
        return OpenFile(descriptor: descriptor, path: neighbour)
      }
      let code = errno
      PendingFiles.forget(neighbour)
      guard code == EEXIST else { throw FileError.cannotWrite(path: path, code: code) }
    }
    throw FileError.cannotWrite(path: path, code: EEXIST)
  }

  public static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try AtomicFile(path)
    try file.write(bytes)
    try file.commit()
  }

  public func write(_ bytes: [UInt8]) throws {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize { try file.write(bytes) } else { buffer += bytes }
  }

  public func commit() throws {
    try flush()
    try file.sync()
    committed = true
    guard case .file(let place, _) = target else { return }
    defer { PendingFiles.forget(file.path) }
    guard rename(file.path, place) == 0 else {
      let code = errno
      unlink(file.path)
      throw FileError.cannotWrite(path: path, code: code)
    }
    syncFolder(of: place)
  }

  deinit {
    guard !committed, case .file = target else { return }
    unlink(file.path)
    PendingFiles.forget(file.path)
  }

  private func flush() throws {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// The new name itself is on the disk only when the folder is; a file system that cannot is no error.
  private func syncFolder(of place: String) {
    let folder = place.lastIndex(of: "/").map { String(place[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
