import Glibc

/// Whole files in memory: settings, models, keys.
public enum SmallFile {
  /// Whether a file that can be read again begins with a character.
  public static func begins(_ path: String, with character: Unicode.Scalar) -> Bool {
    guard let file = try? OpenFile.reading(path), let status = try? file.status(),
      status.st_mode & S_IFMT == S_IFREG
    else { return false }
    var first: UInt8 = 0
    let count = withUnsafeMutableBytes(of: &first) { (try? file.read(into: $0)) ?? 0 }
    return count == 1 && UInt32(first) == character.value
  }

  public static let defaultLimit = 4 << 30

  public static func bytes(_ path: String, limit: Int = defaultLimit) throws -> [UInt8] {
    let file = try OpenFile.reading(path)
    let size = Int(try file.status().st_size)
    guard size <= limit else { throw FileError.tooLarge(path: path, bytes: size, limit: limit) }
    return try file.remaining(expecting: size, limit: limit)
  }

  public static func read(_ path: String, limit: Int = 64 << 20) throws -> String {
    guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
      throw FileError.notText(path: path)
    }
    return text
  }
}

extension OpenFile {
  /// Everything from here to the end. `size` is only a guess: pipes and /proc files say 0.
  public func remaining(expecting size: Int = 0, limit: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    var room = max(size + 1, 4096)
    while true {
      let before = all.count
      try all.append(addingCapacity: room) { span in
        try span.withUnsafeMutableBufferPointer { buffer, initialized in
          initialized = try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      }
      if all.count == before { return all }
      guard all.count <= limit else {
        throw FileError.tooLarge(path: path, bytes: all.count, limit: limit)
      }
      room = max(4096, min(all.count, 1 << 26))
    }
  }
}
