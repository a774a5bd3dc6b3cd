import Glibc

/// A folder of its own for one test, removed with everything in it.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    var template = Array("/tmp/ecomml-test.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure.cannotMake(errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  public enum Failure: Error { case cannotMake(Int32) }

  public func path(_ name: String) -> String { path + "/" + name }

  /// The names in the folder, sorted.
  public var names: [String] { Self.names(in: path) }

  public static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func removeTree(_ path: String) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { removeTree(path + "/" + name) }
    }
    remove(path)
  }

  /// What a test put beside the folder begins with its name.
  deinit {
    Self.removeTree(path)
    let parent = "/tmp/"
    let own = path.dropFirst(parent.count)
    for name in Self.names(in: parent) where name.hasPrefix(own) {
      Self.removeTree(parent + name)
    }
  }
}
