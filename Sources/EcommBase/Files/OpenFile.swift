import Glibc

/// An open file descriptor, closed when the last user lets go.
public final class OpenFile: Sendable {
  public let descriptor: Int32
  public let path: String

  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  public static func reading(_ path: String) throws -> OpenFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.cannotOpen(path: path, code: errno) }
    let file = OpenFile(descriptor: descriptor, path: path)
    if try file.status().st_mode & S_IFMT == S_IFDIR { throw FileError.isDirectory(path: path) }
    return file
  }

  deinit { close(descriptor) }

  public func status() throws -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError.cannotRead(path: path, code: errno)
    }
    return status
  }

  /// The next bytes, as many as there are up to the size of `buffer`; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try transfer { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Fills `buffer` from `offset` on, or to the end of the file; says how many bytes it got.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    var done = 0
    while done < buffer.count {
      let start = buffer.baseAddress! + done
      let count = try transfer { pread(descriptor, start, buffer.count - done, offset + done) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError.cannotWrite(path: path, code: errno)
      }
      done += count
    }
  }

  public func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// On the disk, not only in the cache.
  public func sync() throws {
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw FileError.cannotWrite(path: path, code: errno)
    }
  }

  private func transfer(_ call: () -> Int) throws -> Int {
    while true {
      let count = call()
      if count >= 0 { return count }
      if errno != EINTR { throw FileError.cannotRead(path: path, code: errno) }
    }
  }
}
