import Glibc

/// A file that could not be read or written.
public enum FileError: Error, Sendable, Equatable {
  case cannotOpen(path: String, code: Int32)
  case cannotRead(path: String, code: Int32)
  case cannotWrite(path: String, code: Int32)
  case isDirectory(path: String)
  case tooLarge(path: String, bytes: Int, limit: Int)
  case notText(path: String)
}

extension FileError: Complaint {
  public var problem: String {
    switch self {
    case .cannotOpen(let path, let code): "cannot open \(path): \(Self.reason(code))"
    case .cannotRead(let path, let code): "cannot read \(path): \(Self.reason(code))"
    case .cannotWrite(let path, let code): "cannot write \(path): \(Self.reason(code))"
    case .isDirectory(let path): "\(path) is a folder, not a file"
    case .tooLarge(let path, let bytes, let limit):
      "\(path) has \(bytes) bytes; at most \(limit) are read here"
    case .notText(let path): "\(path) is not UTF-8 text"
    }
  }

  public var remedy: String? {
    switch self {
    case .isDirectory(let path): "Name its files: \(path.hasSuffix("/") ? path : path + "/")*"
    default: nil
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "not allowed"
    case ENOSPC: "the disk is full"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
