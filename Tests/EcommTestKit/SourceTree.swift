import Glibc

/// The files of the package itself, for tests that read them.
public enum SourceTree {
  /// The package's folder, found from this file's place.
  public static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Paths relative to the root, sorted.
  public static func files(under folder: String, ending: String) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard let directory = opendir(root + "/" + next) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasPrefix(".") { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) {
          waiting.append(next + "/" + name)
        } else if name.hasSuffix(ending) {
          found.append(next + "/" + name)
        }
      }
    }
    return found.sorted()
  }
}
