import EcommBase
import Glibc

/// A file in the temporary folder with the given bytes; its name is gone at once, so nothing stays.
public enum ScratchFile {
  public static func open(_ bytes: [UInt8]) throws -> (file: OpenFile, size: Int) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/ecomml-test.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileError.cannotWrite(path: folder, code: errno) }
    unlink(template)
    let file = OpenFile(descriptor: descriptor, path: "test.xml")
    try file.write(bytes)
    return (file, bytes.count)
  }
}
