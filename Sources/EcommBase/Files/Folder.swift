import Glibc

public enum Folder {
  /// The folder that `path` is in, and those it is in, where they are missing.
  public static func make(for path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try make(String(path[..<slash]))
  }

  /// Whether there is anything with this path.
  public static func holds(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// For work on what a folder holds: a folder that is not there is an error, not an empty one.
  public static func require(_ path: String) throws {
    guard let folder = opendir(path.isEmpty ? "." : path) else {
      throw FileError.cannotOpen(path: path, code: errno)
    }
    closedir(folder)
  }

  private static func make(_ path: String) throws {
    guard !holds(path) else { return }
    try make(for: path)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileError.cannotWrite(path: path, code: errno)
    }
  }
}
