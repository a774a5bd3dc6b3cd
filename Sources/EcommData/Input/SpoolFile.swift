import EcommBase
import Glibc

/// A file without a name in the temporary folder: its space is free again when it is closed.
public final class SpoolFile {
  private let file: OpenFile
  private var size = 0

  public init() throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/ecomml.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileError.cannotWrite(path: folder, code: errno) }
    unlink(template)
    file = OpenFile(descriptor: descriptor, path: "temporary file in \(folder)")
  }

  public func append(_ bytes: UnsafeRawBufferPointer) throws {
    try file.write(bytes)
    size += bytes.count
  }

  public func input(named name: String) -> Input { Input(name: name, file: file, size: size) }
}
