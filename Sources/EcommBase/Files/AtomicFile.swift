import Glibc

/// A file that is there whole or not at all.
///
/// The bytes go to a neighbour of the target, are synced, and the neighbour takes the target's name
/// in one rename. Whoever reads the target sees the old bytes or the new ones, also when the power
/// fails. A file that is given up (an error, Ctrl-C) leaves nothing behind.
public final class AtomicFile {
  public let path: String
  private let file: OpenFile
  private var committed = false
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  public init(_ path: String) throws {
    self.path = path
    let neighbour = "\(path).\(getpid()).part"
    PendingFiles.add(neighbour)
    let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      PendingFiles.forget(neighbour)
      throw FileError.cannotWrite(path: path, code: errno)
    }
    file = OpenFile(descriptor: descriptor, path: neighbour)
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
    guard rename(file.path, path) == 0 else {
      throw FileError.cannotWrite(path: path, code: errno)
    }
    committed = true
    PendingFiles.forget(file.path)
    syncFolder()
  }

  deinit {
    guard !committed else { return }
    unlink(file.path)
    PendingFiles.forget(file.path)
  }

  private func flush() throws {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// The new name itself is on the disk only when the folder is; a file system that cannot is no error.
  private func syncFolder() {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
